import type { Currency, Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { PayableItem } from '../contracts';

/** Reads what a payout may take. */
@Injectable()
export class PayablesRepository {
  /**
   * Payable commissions up to the cut-off, locked; rows that another batch locks are left to it. The sum is without reversals, except those
   * from before a payout claimed the commission: later ones are items of their own. Uses ix_commission_payable.
   */
  async lockPayable(tx: Tx, currency: Currency, cutoffAt: Date): Promise<PayableItem[]> {
    return tx.rows<PayableItem>(
      `SELECT affiliate_id, id AS commission_id, NULL::uuid AS reversal_id, amount_minor - reversed_minor + carried_minor AS amount_minor
       FROM commission WHERE status = 'payable' AND currency = $1 AND payable_at <= $2 ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`,
      [currency, cutoffAt],
    );
  }

  /** Carried reversals of these affiliates. The payouts context knows which ones a payout has taken already. Uses ix_commission_reversal_carried. */
  async carried(tx: Tx, currency: Currency, affiliateIds: readonly Uuid[]): Promise<PayableItem[]> {
    return tx.rows<PayableItem>(
      `SELECT r.affiliate_id, r.commission_id, r.id AS reversal_id, -r.amount_minor AS amount_minor
       FROM commission_reversal r JOIN commission c ON c.id = r.commission_id
       WHERE r.carried AND c.currency = $1 AND r.affiliate_id = ANY($2::uuid[]) AND r.amount_minor > 0 ORDER BY r.id`,
      [currency, [...affiliateIds]],
    );
  }
}
