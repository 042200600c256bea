import { type Currency, newId, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { PayoutView } from '../contracts';

const COLUMNS = `id, payout_id, affiliate_id, attempt_no, idempotency_key, amount_minor, currency, stripe_account_id, status, first_sent_at, last_sent_at, tries,
  empty_lookups, error_code, error_message`;

/** One try to send a payout. */
export interface AttemptView {
  readonly id: Uuid;
  readonly payoutId: Uuid;
  readonly attemptNo: number;
  readonly idempotencyKey: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly stripeAccountId: string;
  readonly status: 'sending' | 'unknown' | 'succeeded' | 'refused';
  readonly firstSentAt: Date;
  readonly lastSentAt: Date;
  readonly tries: number;
  readonly emptyLookups: number;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

/** Reads and writes attempts. */
@Injectable()
export class AttemptsRepository {
  /** Opens the next attempt with its own key; `uq_payout_attempt_open` refuses a second open one. */
  async open(tx: Tx, payout: PayoutView): Promise<AttemptView> {
    const rows = await tx.rows<AttemptView>(
      `INSERT INTO payout_attempt (id, payout_id, affiliate_id, attempt_no, idempotency_key, amount_minor, currency, stripe_account_id, status, first_sent_at, last_sent_at)
       SELECT $1, $2, $3, n, 'payout:' || $2::text || ':' || n, $4, $5, $6, 'sending', $7, $7
       FROM (SELECT coalesce(max(attempt_no), 0) + 1 AS n FROM payout_attempt WHERE payout_id = $2) AS next
       RETURNING ${COLUMNS}`,
      [newId(tx.now.getTime()), payout.id, payout.affiliateId, payout.amountMinor, payout.currency, payout.stripeAccountId, tx.now],
    );
    const [attempt] = rows;
    if (!attempt) throw new Error('the insert returned no row');
    return attempt;
  }

  async openOf(tx: Tx, payoutId: Uuid): Promise<AttemptView | null> {
    return tx.row<AttemptView>(`SELECT ${COLUMNS} FROM payout_attempt WHERE payout_id = $1 AND status IN ('sending', 'unknown') FOR NO KEY UPDATE`, [payoutId]);
  }

  async ofPayout(tx: Tx, payoutId: Uuid): Promise<AttemptView[]> {
    return tx.rows<AttemptView>(`SELECT ${COLUMNS} FROM payout_attempt WHERE payout_id = $1 ORDER BY attempt_no`, [payoutId]);
  }

  /** Takes an open attempt up for one more try. The caller holds the lock. */
  async take(tx: Tx, attempt: AttemptView): Promise<void> {
    await tx.rows(`UPDATE payout_attempt SET last_sent_at = $2, tries = tries + 1 WHERE id = $1`, [attempt.id, tx.now]);
  }

  async close(tx: Tx, attempt: AttemptView, status: AttemptView['status'], error: { code: string; message: string } | null): Promise<void> {
    await tx.rows(`UPDATE payout_attempt SET status = $2, error_code = $3, error_message = $4 WHERE id = $1`, [
      attempt.id, status, error?.code ?? null, error?.message.slice(0, 500) ?? null,
    ]);
  }

  async noteEmptyLookup(tx: Tx, attempt: AttemptView): Promise<void> {
    await tx.rows(`UPDATE payout_attempt SET empty_lookups = empty_lookups + 1 WHERE id = $1`, [attempt.id]);
  }
}
