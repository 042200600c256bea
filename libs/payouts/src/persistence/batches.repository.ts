import { actorText, assertMove, type Currency, newId, notFound, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { BatchStatus, BatchView, Exclusion } from '../contracts';
import { BATCH_STATES } from '../domain/payout-states';

const COLUMNS = `id, currency, cutoff_at, status, digest, total_minor, payout_count, excluded, prepared_by, submitted_by, approved_by, released_by, created_at,
  submitted_at, approved_at, released_at`;

/** Who did what with a batch, written with a change of its status. */
interface BatchMarks {
  readonly submittedBy?: Uuid;
  readonly approvedBy?: Uuid;
  readonly approvedDigest?: string;
  readonly releasedBy?: Uuid;
}

/** A change of a batch or payout as the history keeps it. */
export interface PayoutHistoryEntry {
  readonly payoutId: Uuid | null;
  readonly fromStatus: string | null;
  readonly toStatus: string;
  readonly reason: string | null;
  readonly actor: string;
  readonly changedAt: Date;
}

/** Reads and writes batches and the history of batches and payouts. */
@Injectable()
export class BatchesRepository {
  async insert(tx: Tx, batch: { id: Uuid; currency: Currency; cutoffAt: Date; digest: string; totalMinor: bigint; payoutCount: number; excluded: readonly Exclusion[]; preparedBy: Uuid }): Promise<void> {
    await tx.rows(
      `INSERT INTO payout_batch (id, currency, cutoff_at, status, digest, total_minor, payout_count, excluded, prepared_by, created_at)
       VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9)`,
      [batch.id, batch.currency, batch.cutoffAt, batch.digest, batch.totalMinor, batch.payoutCount, JSON.stringify(batch.excluded), batch.preparedBy, tx.now],
    );
    await this.appendHistory(tx, { batchId: batch.id, payoutId: null, affiliateId: null, from: null, to: 'draft', reason: null });
  }

  async find(tx: Tx, id: Uuid): Promise<BatchView | null> {
    return tx.row<BatchView>(`SELECT ${COLUMNS} FROM payout_batch WHERE id = $1`, [id]);
  }

  /** @throws DomainError `batch.not_found`. */
  async lock(tx: Tx, id: Uuid): Promise<BatchView> {
    const batch = await tx.row<BatchView>(`SELECT ${COLUMNS} FROM payout_batch WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    if (!batch) throw notFound('batch', id);
    return batch;
  }

  async list(tx: Tx, page: { before: Uuid | null; limit: number; status?: string | undefined }): Promise<BatchView[]> {
    const filter = new SqlFilter().and('id < ?', page.before).and('status = ?', page.status);
    return tx.rows<BatchView>(`SELECT ${COLUMNS} FROM payout_batch ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters);
  }

  /** Checks the move, writes it with its marks and its history row. @throws DomainError `batch.illegal_transition`. */
  async move(tx: Tx, batch: BatchView, to: BatchStatus, marks: BatchMarks = {}, reason: string | null = null): Promise<BatchView> {
    assertMove(BATCH_STATES, batch.status, to);
    const at = (set: boolean): Date | null => (set ? tx.now : null);
    const rows = await tx.rows<BatchView>(
      `UPDATE payout_batch SET status = $2,
         submitted_by = coalesce($3, submitted_by), submitted_at = coalesce($4, submitted_at),
         approved_by = coalesce($5, approved_by), approved_digest = coalesce($6, approved_digest), approved_at = coalesce($7, approved_at),
         released_by = coalesce($8, released_by), released_at = coalesce($9, released_at)
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [
        batch.id, to, marks.submittedBy ?? null, at(marks.submittedBy !== undefined), marks.approvedBy ?? null, marks.approvedDigest ?? null,
        at(marks.approvedBy !== undefined), marks.releasedBy ?? null, at(marks.releasedBy !== undefined),
      ],
    );
    await this.appendHistory(tx, { batchId: batch.id, payoutId: null, affiliateId: null, from: batch.status, to, reason });
    const [moved] = rows;
    if (!moved) throw new Error(`batch ${batch.id} vanished under its lock`);
    return moved;
  }

  async appendHistory(tx: Tx, entry: { batchId: Uuid; payoutId: Uuid | null; affiliateId: Uuid | null; from: string | null; to: string; reason: string | null }): Promise<void> {
    await tx.rows(
      `INSERT INTO payout_history (id, batch_id, payout_id, affiliate_id, from_status, to_status, reason, actor, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [newId(tx.now.getTime()), entry.batchId, entry.payoutId, entry.affiliateId, entry.from, entry.to, entry.reason, actorText(tx.context.actor), tx.now],
    );
  }

  async history(tx: Tx, batchId: Uuid): Promise<PayoutHistoryEntry[]> {
    return tx.rows<PayoutHistoryEntry>(
      `SELECT payout_id, from_status, to_status, reason, actor, changed_at FROM payout_history WHERE batch_id = $1 AND payout_id IS NULL ORDER BY id`, [batchId],
    );
  }

  async payoutHistory(tx: Tx, payoutId: Uuid): Promise<PayoutHistoryEntry[]> {
    return tx.rows<PayoutHistoryEntry>(`SELECT payout_id, from_status, to_status, reason, actor, changed_at FROM payout_history WHERE payout_id = $1 ORDER BY id`, [payoutId]);
  }
}
