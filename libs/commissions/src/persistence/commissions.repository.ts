import { actorText, assertMove, type Currency, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { BlockedReason, CommissionStatus, CommissionView } from '../contracts';
import { COMMISSION_STATES } from '../domain/commission-states';
import type { OutstandingCharge } from '../domain/plan-release';

const COLUMNS = `id, conversion_id, advertiser_id, affiliate_id, offer_id, goal, terms_id, currency, status, amount_minor, margin_minor, reversed_minor,
  reversed_margin_minor, carried_minor, trace, created_at, approved_at, release_at, payable_at, blocked_reason`;

/** What commissions to list. */
export interface CommissionListFilter {
  readonly before: Uuid | null;
  readonly limit: number;
  readonly conversionIds?: readonly Uuid[] | undefined;
  readonly status?: string | undefined;
  readonly offerId?: Uuid | undefined;
}

/** One step of a commission's life. */
export interface CommissionHistoryEntry {
  readonly fromStatus: CommissionStatus | null;
  readonly toStatus: CommissionStatus;
  readonly reason: string | null;
  readonly actor: string;
  readonly changedAt: Date;
}

/** Times that come with a change of status. */
interface MoveTimes {
  readonly approvedAt?: Date;
  readonly releaseAt?: Date;
  readonly payableAt?: Date;
}

/** Reads and writes commissions and their history. */
@Injectable()
export class CommissionsRepository {
  /** Writes a pending commission unless the conversion has one for this goal and affiliate. */
  async insertIfNew(tx: Tx, commission: CommissionView): Promise<boolean> {
    const inserted = await tx.rows(
      `INSERT INTO commission (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, 0, 0, 0, $11, $12, NULL, NULL, NULL, NULL)
       ON CONFLICT (conversion_id, goal, affiliate_id) DO NOTHING RETURNING id`,
      [
        commission.id, commission.conversionId, commission.advertiserId, commission.affiliateId, commission.offerId, commission.goal, commission.termsId,
        commission.currency, commission.amountMinor, commission.marginMinor, JSON.stringify(commission.trace), commission.createdAt,
      ],
    );
    if (inserted.length === 0) return false;
    await this.appendHistory(tx, commission, null, 'pending', null);
    return true;
  }

  async lockOfConversion(tx: Tx, conversionId: Uuid): Promise<CommissionView | null> {
    return tx.row<CommissionView>(`SELECT ${COLUMNS} FROM commission WHERE conversion_id = $1 FOR NO KEY UPDATE`, [conversionId]);
  }

  /** Locks in id order, so that two batches never wait for each other in a circle. */
  async lockAll(tx: Tx, ids: readonly Uuid[]): Promise<CommissionView[]> {
    return tx.rows<CommissionView>(`SELECT ${COLUMNS} FROM commission WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`, [[...ids]]);
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<CommissionView | null> {
    const filter = SqlFilter.ofTenant(context).and('id = ?', id);
    return tx.row<CommissionView>(`SELECT ${COLUMNS} FROM commission ${filter.where()}`, filter.parameters);
  }

  async list(tx: Tx, context: TenantContext, wanted: CommissionListFilter): Promise<CommissionView[]> {
    const filter = SqlFilter.ofTenant(context)
      .and('id < ?', wanted.before)
      .and('conversion_id = ANY(?::uuid[])', wanted.conversionIds)
      .and('status = ?', wanted.status)
      .and('offer_id = ?', wanted.offerId);
    return tx.rows<CommissionView>(`SELECT ${COLUMNS} FROM commission ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(wanted.limit + 1)}`, filter.parameters);
  }

  /** Checks the move, writes it and its history row. @throws DomainError `commission.illegal_transition`. */
  async move(tx: Tx, commission: CommissionView, to: CommissionStatus, reason: string | null = null, times: MoveTimes = {}): Promise<void> {
    assertMove(COMMISSION_STATES, commission.status, to);
    await tx.rows(
      `UPDATE commission SET status = $2, approved_at = coalesce($3, approved_at), release_at = coalesce($4, release_at), payable_at = coalesce($5, payable_at),
         blocked_reason = NULL WHERE id = $1`,
      [commission.id, to, times.approvedAt ?? null, times.releaseAt ?? null, times.payableAt ?? null],
    );
    await this.appendHistory(tx, commission, commission.status, to, reason);
  }

  /** Adds what one reversal takes back. */
  async addReversal(tx: Tx, commission: CommissionView, reversal: { conversionReversalId: Uuid; amountMinor: bigint; marginMinor: bigint; carried: boolean }): Promise<void> {
    await tx.rows(
      `INSERT INTO commission_reversal (id, commission_id, conversion_reversal_id, advertiser_id, affiliate_id, amount_minor, margin_minor, carried, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(tx.now.getTime()), commission.id, reversal.conversionReversalId, commission.advertiserId, commission.affiliateId, reversal.amountMinor,
        reversal.marginMinor, reversal.carried, tx.now,
      ],
    );
    await tx.rows(
      `UPDATE commission SET reversed_minor = reversed_minor + $2, reversed_margin_minor = reversed_margin_minor + $3, carried_minor = carried_minor + $4 WHERE id = $1`,
      [commission.id, reversal.amountMinor, reversal.marginMinor, reversal.carried ? reversal.amountMinor : 0n],
    );
  }

  async recordedReversals(tx: Tx, commissionId: Uuid): Promise<Set<Uuid>> {
    const rows = await tx.rows<{ conversionReversalId: Uuid }>(`SELECT conversion_reversal_id FROM commission_reversal WHERE commission_id = $1`, [commissionId]);
    return new Set(rows.map((row) => row.conversionReversalId));
  }

  /** Advertisers and currencies with a commission whose hold is over. Uses ix_commission_release. */
  async dueGroups(tx: Tx): Promise<{ advertiserId: Uuid; currency: Currency }[]> {
    return tx.rows(`SELECT DISTINCT advertiser_id, currency FROM commission WHERE status = 'approved' AND release_at <= $1`, [tx.now]);
  }

  /** Charges of an advertiser that are not released, oldest first. Uses ix_commission_outstanding. */
  async outstanding(tx: Tx, advertiserId: Uuid, currency: Currency): Promise<OutstandingCharge[]> {
    return tx.rows<OutstandingCharge>(
      `SELECT id AS commission_id, amount_minor - reversed_minor + margin_minor - reversed_margin_minor AS charge_minor,
              (status = 'approved' AND release_at <= $3) AS due
       FROM commission WHERE advertiser_id = $1 AND currency = $2 AND status IN ('pending', 'approved') ORDER BY id`,
      [advertiserId, currency, tx.now],
    );
  }

  async setBlocked(tx: Tx, ids: readonly Uuid[], reason: BlockedReason): Promise<void> {
    await tx.rows(`UPDATE commission SET blocked_reason = $2 WHERE id = ANY($1::uuid[]) AND blocked_reason IS DISTINCT FROM $2`, [[...ids], reason]);
  }

  async history(tx: Tx, commissionId: Uuid): Promise<CommissionHistoryEntry[]> {
    return tx.rows<CommissionHistoryEntry>(`SELECT from_status, to_status, reason, actor, changed_at FROM commission_history WHERE commission_id = $1 ORDER BY id`, [commissionId]);
  }

  private async appendHistory(tx: Tx, commission: CommissionView, from: CommissionStatus | null, to: CommissionStatus, reason: string | null): Promise<void> {
    await tx.rows(
      `INSERT INTO commission_history (id, commission_id, advertiser_id, affiliate_id, from_status, to_status, reason, actor, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [newId(tx.now.getTime()), commission.id, commission.advertiserId, commission.affiliateId, from, to, reason, actorText(tx.context.actor), tx.now],
    );
  }
}
