import { assertMove, type Currency, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { PayoutLineView, PayoutStatus, PayoutView } from '../contracts';
import { PAYOUT_STATES } from '../domain/payout-states';
import type { PayoutWithPast } from '../domain/payout-warnings';
import type { PlannedPayout } from '../domain/plan-batch';
import { BatchesRepository } from './batches.repository';

const COLUMNS = 'id, batch_id, affiliate_id, currency, amount_minor, stripe_account_id, status, transfer_id, failure_code, failure_message, created_at, settled_at';
const LINE_COLUMNS = 'id, payout_id, commission_id, commission_reversal_id, adjustment_id, amount_minor';

/** Facts that come with a change of a payout's status. */
interface PayoutMarks {
  readonly transferId?: string;
  readonly failureCode?: string;
  readonly failureMessage?: string;
  readonly settled?: boolean;
}

/** Reads and writes payouts and their lines. */
@Injectable()
export class PayoutsRepository {
  constructor(private readonly batches: BatchesRepository) {}

  async insert(tx: Tx, batchId: Uuid, currency: Currency, planned: PlannedPayout & { payoutId: Uuid }): Promise<void> {
    const { payoutId } = planned;
    await tx.rows(
      `INSERT INTO payout (id, batch_id, affiliate_id, currency, amount_minor, stripe_account_id, status, created_at) VALUES ($1, $2, $3, $4, $5, $6, 'planned', $7)`,
      [payoutId, batchId, planned.affiliateId, currency, planned.amountMinor, planned.stripeAccountId, tx.now],
    );
    const { items } = planned;
    await tx.rows(
      `INSERT INTO payout_line (id, payout_id, affiliate_id, commission_id, commission_reversal_id, adjustment_id, amount_minor, live)
       SELECT id, $2, $3, commission_id, reversal_id, adjustment_id, amount, true
       FROM unnest($1::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[]) AS line(id, commission_id, reversal_id, adjustment_id, amount)`,
      [
        items.map(() => newId(tx.now.getTime())), payoutId, planned.affiliateId, items.map((item) => item.commissionId), items.map((item) => item.commissionReversalId),
        items.map((item) => item.adjustmentId), items.map((item) => item.amountMinor.toString()),
      ],
    );
    await this.batches.appendHistory(tx, { batchId, payoutId, affiliateId: planned.affiliateId, from: null, to: 'planned', reason: null });
  }

  async ofBatch(tx: Tx, batchId: Uuid): Promise<PayoutView[]> {
    return tx.rows<PayoutView>(`SELECT ${COLUMNS} FROM payout WHERE batch_id = $1 ORDER BY id`, [batchId]);
  }

  /** Payouts whose transfer may have been made since then: those without an end, and those that ended since. */
  async since(tx: Tx, at: Date): Promise<PayoutView[]> {
    return tx.rows<PayoutView>(`SELECT ${COLUMNS} FROM payout WHERE settled_at IS NULL OR settled_at >= $1 ORDER BY id`, [at]);
  }

  /** The payouts of a batch beside what arrived at their affiliates before the batch was drafted. */
  async withPast(tx: Tx, batch: { readonly id: Uuid; readonly createdAt: Date }): Promise<PayoutWithPast[]> {
    return tx.rows<PayoutWithPast>(
      `SELECT p.id AS payout_id, p.affiliate_id, p.amount_minor, p.stripe_account_id, earlier.*
       FROM payout p CROSS JOIN LATERAL (
         SELECT count(*)::int AS earlier_count, (array_agg(e.stripe_account_id ORDER BY e.settled_at DESC, e.id DESC))[1] AS last_stripe_account_id,
                (count(*) FILTER (WHERE e.currency = p.currency))::int AS same_currency_count, coalesce(sum(e.amount_minor) FILTER (WHERE e.currency = p.currency), 0)::bigint AS same_currency_minor
         FROM payout e WHERE e.affiliate_id = p.affiliate_id AND e.status = 'transferred' AND e.settled_at < $2 AND e.batch_id <> p.batch_id
       ) AS earlier
       WHERE p.batch_id = $1 ORDER BY p.id`,
      [batch.id, batch.createdAt],
    );
  }

  async lockOfBatch(tx: Tx, batchId: Uuid): Promise<PayoutView[]> {
    return tx.rows<PayoutView>(`SELECT ${COLUMNS} FROM payout WHERE batch_id = $1 ORDER BY id FOR NO KEY UPDATE`, [batchId]);
  }

  async lock(tx: Tx, id: Uuid): Promise<PayoutView | null> {
    return tx.row<PayoutView>(`SELECT ${COLUMNS} FROM payout WHERE id = $1 FOR NO KEY UPDATE`, [id]);
  }

  async byTransfer(tx: Tx, transferId: string): Promise<PayoutView | null> {
    return tx.row<PayoutView>(`SELECT ${COLUMNS} FROM payout WHERE transfer_id = $1`, [transferId]);
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<PayoutView | null> {
    const filter = scoped(context).and('id = ?', id);
    return tx.row<PayoutView>(`SELECT ${COLUMNS} FROM payout ${filter.where()}`, filter.parameters);
  }

  async list(tx: Tx, context: TenantContext, page: { before: Uuid | null; limit: number; batchId?: Uuid | undefined; status?: string | undefined }): Promise<PayoutView[]> {
    const filter = scoped(context).and('id < ?', page.before).and('batch_id = ?', page.batchId).and('status = ?', page.status);
    return tx.rows<PayoutView>(`SELECT ${COLUMNS} FROM payout ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters);
  }

  async lines(tx: Tx, payoutIds: readonly Uuid[]): Promise<PayoutLineView[]> {
    return tx.rows<PayoutLineView>(`SELECT ${LINE_COLUMNS} FROM payout_line WHERE payout_id = ANY($1::uuid[]) ORDER BY payout_id, id`, [[...payoutIds]]);
  }

  /** Those of these reversals and adjustments that a live payout line has taken already. */
  async taken(tx: Tx, ids: readonly Uuid[]): Promise<Set<Uuid>> {
    const rows = await tx.rows<{ id: Uuid }>(
      `SELECT commission_reversal_id AS id FROM payout_line WHERE live AND commission_reversal_id = ANY($1::uuid[])
       UNION ALL SELECT adjustment_id FROM payout_line WHERE live AND adjustment_id = ANY($1::uuid[])`, [[...ids]],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Ends the claim of a payout on its lines, so that another payout may take them. */
  async endLines(tx: Tx, payoutId: Uuid): Promise<void> {
    await tx.rows(`UPDATE payout_line SET live = false WHERE payout_id = $1`, [payoutId]);
  }

  /** Checks the move, writes it and its history row. @throws DomainError `payout.illegal_transition`. */
  async move(tx: Tx, payout: PayoutView, to: PayoutStatus, marks: PayoutMarks = {}): Promise<void> {
    assertMove(PAYOUT_STATES, payout.status, to);
    await tx.rows(
      `UPDATE payout SET status = $2, transfer_id = coalesce($3, transfer_id), failure_code = $4, failure_message = $5, settled_at = CASE WHEN $6 THEN $7 ELSE settled_at END
       WHERE id = $1`,
      [payout.id, to, marks.transferId ?? null, marks.failureCode ?? null, marks.failureMessage?.slice(0, 500) ?? null, marks.settled ?? false, tx.now],
    );
    await this.batches.appendHistory(tx, {
      batchId: payout.batchId, payoutId: payout.id, affiliateId: payout.affiliateId, from: payout.status, to, reason: marks.failureCode ?? marks.transferId ?? null,
    });
  }

  /** Payouts of released batches that have work to do. Uses ix_payout_unsettled. */
  async dueIds(tx: Tx, olderThan: Date): Promise<Uuid[]> {
    const rows = await tx.rows<{ id: Uuid }>(
      `SELECT p.id FROM payout p JOIN payout_batch b ON b.id = p.batch_id
       LEFT JOIN payout_attempt a ON a.payout_id = p.id AND a.status IN ('sending', 'unknown')
       WHERE p.status IN ('approved', 'sending', 'unknown') AND b.status = 'releasing' AND (a.id IS NULL OR a.last_sent_at <= $1) ORDER BY p.id LIMIT 200`,
      [olderThan],
    );
    return rows.map((row) => row.id);
  }
}

function scoped(context: TenantContext): SqlFilter {
  return new SqlFilter().and('affiliate_id = ?', context.scope === 'affiliate' ? context.affiliateId : null);
}
