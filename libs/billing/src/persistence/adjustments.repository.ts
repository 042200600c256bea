import { actorText, assertMove, type Currency, newId, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { AdjustmentStatus, AdjustmentView, PayableAdjustment } from '../contracts';
import { ADJUSTMENT_STATES } from '../domain/adjustment-states';

const COLUMNS = 'id, advertiser_id, affiliate_id, direction, counter_account, amount_minor, currency, reason, status, requested_by, requested_at, decided_by, decided_at, journal_id';
const PAYABLE_COLUMNS = `id, affiliate_id, CASE direction WHEN 'credit' THEN amount_minor ELSE -amount_minor END AS amount_minor, reason, decided_at AS approved_at`;

/** What is asked for. */
export type NewAdjustment = Pick<AdjustmentView, 'advertiserId' | 'affiliateId' | 'direction' | 'counterAccount' | 'amountMinor' | 'currency' | 'reason'>;

/** Which adjustments a list shows, newest first. */
export interface AdjustmentFilter {
  readonly before: Uuid | null;
  readonly limit: number;
  readonly status?: AdjustmentStatus | undefined;
  readonly advertiserId?: Uuid | undefined;
  readonly affiliateId?: Uuid | undefined;
}

/** A change of an adjustment as its history keeps it. */
export interface AdjustmentHistoryEntry {
  readonly fromStatus: AdjustmentStatus | null;
  readonly toStatus: AdjustmentStatus;
  readonly reason: string | null;
  readonly actor: string;
  readonly changedAt: Date;
}

/** Reads and writes adjustments and their history. */
@Injectable()
export class AdjustmentsRepository {
  async insert(tx: Tx, requestedBy: Uuid, adjustment: NewAdjustment): Promise<AdjustmentView> {
    const id = newId(tx.now.getTime());
    const inserted = await tx.row<AdjustmentView>(
      `INSERT INTO adjustment (id, advertiser_id, affiliate_id, direction, counter_account, amount_minor, currency, reason, status, requested_by, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'requested', $9, $10) RETURNING ${COLUMNS}`,
      [
        id, adjustment.advertiserId, adjustment.affiliateId, adjustment.direction, adjustment.counterAccount, adjustment.amountMinor, adjustment.currency,
        adjustment.reason, requestedBy, tx.now,
      ],
    );
    if (!inserted) throw new Error('the insert returned no row');
    await this.appendHistory(tx, id, null, 'requested', null);
    return inserted;
  }

  /** @throws DomainError `adjustment.not_found`. */
  async lock(tx: Tx, id: Uuid): Promise<AdjustmentView> {
    const adjustment = await tx.row<AdjustmentView>(`SELECT ${COLUMNS} FROM adjustment WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    if (!adjustment) throw notFound('adjustment', id);
    return adjustment;
  }

  /** Checks the move, writes it with its decision and its history row. @throws DomainError `adjustment.illegal_transition`. */
  async decide(tx: Tx, adjustment: AdjustmentView, to: Exclude<AdjustmentStatus, 'requested'>, decision: { decidedBy: Uuid; journalId: Uuid | null; reason: string | null }): Promise<void> {
    assertMove(ADJUSTMENT_STATES, adjustment.status, to);
    await tx.rows(`UPDATE adjustment SET status = $2, decided_by = $3, decided_at = $4, journal_id = $5 WHERE id = $1`, [
      adjustment.id, to, decision.decidedBy, tx.now, decision.journalId,
    ]);
    await this.appendHistory(tx, adjustment.id, adjustment.status, to, decision.reason);
  }

  /** A tenant sees those of its own account that were approved. */
  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<AdjustmentView | null> {
    const filter = visible(context).and('id = ?', id);
    return tx.row<AdjustmentView>(`SELECT ${COLUMNS} FROM adjustment ${filter.where()}`, filter.parameters);
  }

  async list(tx: Tx, context: TenantContext, wanted: AdjustmentFilter): Promise<AdjustmentView[]> {
    const filter = visible(context).and('id < ?', wanted.before).and('status = ?', wanted.status)
      .and('advertiser_id = ?', wanted.advertiserId).and('affiliate_id = ?', wanted.affiliateId);
    return tx.rows<AdjustmentView>(`SELECT ${COLUMNS} FROM adjustment ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(wanted.limit + 1)}`, filter.parameters);
  }

  async history(tx: Tx, id: Uuid): Promise<AdjustmentHistoryEntry[]> {
    return tx.rows<AdjustmentHistoryEntry>(`SELECT from_status, to_status, reason, actor, changed_at FROM adjustment_history WHERE adjustment_id = $1 ORDER BY id`, [id]);
  }

  /** Holds the approved ones of affiliates until the transaction ends: credits up to the cut-off, debits whenever they were approved. */
  async lockPayable(tx: Tx, currency: Currency, cutoffAt: Date): Promise<PayableAdjustment[]> {
    return tx.rows<PayableAdjustment>(
      `SELECT ${PAYABLE_COLUMNS} FROM adjustment
       WHERE affiliate_id IS NOT NULL AND status = 'approved' AND currency = $1 AND (direction = 'debit' OR decided_at <= $2) ORDER BY id FOR NO KEY UPDATE`,
      [currency, cutoffAt],
    );
  }

  async payable(tx: Tx, ids: readonly Uuid[]): Promise<PayableAdjustment[]> {
    return tx.rows<PayableAdjustment>(`SELECT ${PAYABLE_COLUMNS} FROM adjustment WHERE id = ANY($1::uuid[])`, [[...ids]]);
  }

  private async appendHistory(tx: Tx, id: Uuid, from: AdjustmentStatus | null, to: AdjustmentStatus, reason: string | null): Promise<void> {
    await tx.rows(`INSERT INTO adjustment_history (id, adjustment_id, from_status, to_status, reason, actor, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
      newId(tx.now.getTime()), id, from, to, reason, actorText(tx.context.actor), tx.now,
    ]);
  }
}

function visible(context: TenantContext): SqlFilter {
  return SqlFilter.ofTenant(context).and('status = ?', context.scope === 'network' ? null : 'approved');
}
