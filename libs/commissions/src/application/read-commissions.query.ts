import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { ConversionsFacade, type ConversionTrace } from '@fairlead/conversions';
import { type JournalView, LedgerFacade } from '@fairlead/ledger';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { CommissionView } from '../contracts';
import { type CommissionHistoryEntry, type CommissionListFilter, CommissionsRepository } from '../persistence/commissions.repository';

/** A cent's whole story up to the payout: arithmetic, terms, conversion, click, and the journals that moved it. */
export interface CommissionTrace {
  readonly commission: CommissionView;
  readonly history: CommissionHistoryEntry[];
  readonly conversion: ConversionTrace;
  readonly journals: JournalView[];
}

/** Reads commissions and their traces, as the caller may see them. */
@Injectable()
export class ReadCommissions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commissions: CommissionsRepository,
    private readonly conversions: ConversionsFacade,
    private readonly ledger: LedgerFacade,
  ) {}

  async list(context: TenantContext, filter: CommissionListFilter): Promise<CommissionView[]> {
    return this.unitOfWork.run(context, (tx) => this.commissions.list(tx, context, filter));
  }

  /** @throws DomainError `commission.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<CommissionView> {
    const commission = await this.unitOfWork.run(context, (tx) => this.commissions.findVisible(tx, context, id));
    if (!commission) throw notFound('commission', id);
    return commission;
  }

  /** @throws DomainError `commission.not_found`. */
  async trace(context: TenantContext, id: Uuid): Promise<CommissionTrace> {
    const own = await this.unitOfWork.run(context, async (tx) => {
      const commission = await this.commissions.findVisible(tx, context, id);
      if (!commission) throw notFound('commission', id);
      return { commission, history: await this.commissions.history(tx, id), journals: await this.ledger.journalsOf(tx, [id]) };
    });
    return { ...own, conversion: await this.conversions.trace(context, own.commission.conversionId) };
  }
}
