import type { Currency, TenantContext, Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type CommissionTrace, ReadCommissions } from './application/read-commissions.query';
import type { PayableItem } from './contracts';
import { CommissionsRepository } from './persistence/commissions.repository';
import { PayablesRepository } from './persistence/payables.repository';

/** What payouts may ask of commissions, in their own transactions. */
@Injectable()
export class CommissionsFacade {
  constructor(
    private readonly commissions: CommissionsRepository,
    private readonly payables: PayablesRepository,
    private readonly readCommissions: ReadCommissions,
  ) {}

  /** Payable commissions up to the cut-off, locked for the transaction. */
  lockPayable(tx: Tx, currency: Currency, cutoffAt: Date): Promise<PayableItem[]> {
    return this.payables.lockPayable(tx, currency, cutoffAt);
  }

  /** Reversals that came after a payout claimed their commission; the caller leaves out those that a payout took already. */
  carriedReversals(tx: Tx, currency: Currency, affiliateIds: readonly Uuid[]): Promise<PayableItem[]> {
    return this.payables.carried(tx, currency, affiliateIds);
  }

  /** payable → in_payout. @throws DomainError `commission.illegal_transition` when one is not payable any more. */
  async claim(tx: Tx, commissionIds: readonly Uuid[]): Promise<void> {
    for (const commission of await this.commissions.lockAll(tx, commissionIds)) await this.commissions.move(tx, commission, 'in_payout');
  }

  /** Gives commissions of a cancelled, failed or returned payout back: payable again. */
  async giveBack(tx: Tx, commissionIds: readonly Uuid[], reason: string): Promise<void> {
    for (const commission of await this.commissions.lockAll(tx, commissionIds)) await this.commissions.move(tx, commission, 'payable', reason);
  }

  /** in_payout → paid, or reversed where all of it was taken back meanwhile. */
  async markPaid(tx: Tx, commissionIds: readonly Uuid[]): Promise<void> {
    for (const commission of await this.commissions.lockAll(tx, commissionIds)) {
      const whole = commission.amountMinor > 0n && commission.reversedMinor === commission.amountMinor;
      await this.commissions.move(tx, commission, whole ? 'reversed' : 'paid', whole ? 'conversion_reversed' : null);
    }
  }

  /** @throws DomainError `commission.not_found`. */
  trace(context: TenantContext, commissionId: Uuid): Promise<CommissionTrace> {
    return this.readCommissions.trace(context, commissionId);
  }
}
