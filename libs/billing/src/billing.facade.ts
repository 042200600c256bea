import type { Currency, TenantContext, Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { DecideAdjustment } from './application/decide-adjustment.service';
import { ReceiveFunding } from './application/receive-funding.service';
import { RequestAdjustment } from './application/request-adjustment.service';
import type { AdjustmentView, FundingView, PayableAdjustment } from './contracts';
import { AdjustmentsRepository, type NewAdjustment } from './persistence/adjustments.repository';

/** What other contexts may ask of billing. */
@Injectable()
export class BillingFacade {
  constructor(
    private readonly receiveFunding: ReceiveFunding,
    private readonly requests: RequestAdjustment,
    private readonly decisions: DecideAdjustment,
    private readonly adjustments: AdjustmentsRepository,
  ) {}

  /** Enters money received from an advertiser. @throws DomainError `funding.reference_used`. */
  receive(context: TenantContext, input: { advertiserId: Uuid; amountMinor: bigint; currency: Currency; reference: string }): Promise<FundingView> {
    return this.receiveFunding.run(context, input);
  }

  /** Asks for an adjustment, for the demo network and scenarios. */
  requestAdjustment(context: TenantContext, userId: Uuid, wanted: NewAdjustment): Promise<AdjustmentView> {
    return this.requests.run(context, userId, wanted);
  }

  /** Approves and posts an adjustment. @throws DomainError `adjustment.approver_is_requester`. */
  approveAdjustment(context: TenantContext, userId: Uuid, id: Uuid): Promise<void> {
    return this.decisions.approve(context, userId, id);
  }

  /** Approved adjustments of affiliates' payable balances, locked; the caller leaves out those that a payout took already. */
  lockPayableAdjustments(tx: Tx, currency: Currency, cutoffAt: Date): Promise<PayableAdjustment[]> {
    return this.adjustments.lockPayable(tx, currency, cutoffAt);
  }

  /** These adjustments, as far as the scope sees them. */
  payableAdjustments(tx: Tx, ids: readonly Uuid[]): Promise<PayableAdjustment[]> {
    return this.adjustments.payable(tx, ids);
  }
}
