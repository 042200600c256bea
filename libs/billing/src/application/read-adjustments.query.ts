import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { AdjustmentView } from '../contracts';
import { type AdjustmentFilter, type AdjustmentHistoryEntry, AdjustmentsRepository } from '../persistence/adjustments.repository';

/** Reads adjustments, as the caller may see them. */
@Injectable()
export class ReadAdjustments {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly adjustments: AdjustmentsRepository) {}

  async list(context: TenantContext, filter: AdjustmentFilter): Promise<AdjustmentView[]> {
    return this.unitOfWork.run(context, (tx) => this.adjustments.list(tx, context, filter));
  }

  /** The history is the network's own. @throws DomainError `adjustment.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<{ adjustment: AdjustmentView; history: AdjustmentHistoryEntry[] }> {
    return this.unitOfWork.run(context, async (tx) => {
      const adjustment = await this.adjustments.findVisible(tx, context, id);
      if (!adjustment) throw notFound('adjustment', id);
      return { adjustment, history: context.scope === 'network' ? await this.adjustments.history(tx, id) : [] };
    });
  }
}
