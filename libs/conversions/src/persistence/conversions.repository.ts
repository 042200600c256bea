import { actorText, DAY_MS, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ConversionStatus, ConversionView, ReversalView } from '../contracts';
import { STANDS } from './conversion.entity';

const COLUMNS = `id, advertiser_id, affiliate_id, offer_id, goal, order_id, attribution, click_id, promo_code_id, terms_id, amount_minor, reversed_minor, currency,
  status, intake_status, reason, customer_id, customer_new, adv, evidence, occurred_at, approved_at`;

/** A change of status as the history keeps it. */
export interface HistoryEntry {
  readonly fromStatus: ConversionStatus | null;
  readonly toStatus: ConversionStatus;
  readonly reason: string | null;
  readonly actor: string;
  readonly changedAt: Date;
}

/** What conversions to list. */
export interface ConversionListFilter {
  readonly before: Uuid | null;
  readonly limit: number;
  readonly status?: string | undefined;
  readonly offerId?: Uuid | undefined;
  readonly orderId?: string | undefined;
  readonly clickId?: Uuid | undefined;
}

/** Reads and writes conversions, their history and reversals. */
@Injectable()
export class ConversionsRepository {
  /** False when the order has a conversion already; concurrent reports of one order wait here for the first. */
  async insertIfNew(tx: Tx, conversion: ConversionView): Promise<boolean> {
    const inserted = await tx.rows(
      `INSERT INTO conversion (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
       ON CONFLICT (advertiser_id, goal, order_id, superseded_by) DO NOTHING RETURNING id`,
      [
        conversion.id, conversion.advertiserId, conversion.affiliateId, conversion.offerId, conversion.goal, conversion.orderId, conversion.attribution,
        conversion.clickId, conversion.promoCodeId, conversion.termsId, conversion.amountMinor, conversion.reversedMinor, conversion.currency, conversion.status,
        conversion.intakeStatus, conversion.reason, conversion.customerId, conversion.customerNew, JSON.stringify(conversion.adv), JSON.stringify(conversion.evidence),
        conversion.occurredAt, conversion.approvedAt,
      ],
    );
    return inserted.length > 0;
  }

  async byOrder(tx: Tx, advertiserId: Uuid, goal: string, orderId: string): Promise<ConversionView | null> {
    return tx.row<ConversionView>(`SELECT ${COLUMNS} FROM conversion WHERE advertiser_id = $1 AND goal = $2 AND order_id = $3 AND superseded_by = $4`, [advertiserId, goal, orderId, STANDS]);
  }

  async find(tx: Tx, id: Uuid): Promise<ConversionView | null> {
    return tx.row<ConversionView>(`SELECT ${COLUMNS} FROM conversion WHERE id = $1`, [id]);
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<ConversionView | null> {
    const filter = SqlFilter.ofTenant(context).and('id = ?', id);
    return tx.row<ConversionView>(`SELECT ${COLUMNS} FROM conversion ${filter.where()}`, filter.parameters);
  }

  /** Locks a conversion that the context may decide on: the advertiser's own, or any for staff. */
  async lockDecidable(tx: Tx, id: Uuid): Promise<ConversionView | null> {
    const advertiserId = tx.context.scope === 'advertiser' ? tx.context.advertiserId : null;
    return tx.row<ConversionView>(`SELECT ${COLUMNS} FROM conversion WHERE id = $1 AND ($2::uuid IS NULL OR advertiser_id = $2) FOR NO KEY UPDATE`, [id, advertiserId]);
  }

  async list(tx: Tx, context: TenantContext, wanted: ConversionListFilter): Promise<ConversionView[]> {
    const filter = SqlFilter.ofTenant(context)
      .and('id < ?', wanted.before)
      .and('status = ?', wanted.status)
      .and('offer_id = ?', wanted.offerId)
      .and('order_id = ?', wanted.orderId)
      .and('click_id = ?', wanted.clickId);
    return tx.rows<ConversionView>(`SELECT ${COLUMNS} FROM conversion ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(wanted.limit + 1)}`, filter.parameters);
  }

  /** Writes the new status with its history row. The caller holds the lock and has checked the move. */
  async move(tx: Tx, conversion: ConversionView, to: ConversionStatus, reason: string | null): Promise<void> {
    const approvedAt = to === 'approved' ? tx.now : conversion.approvedAt;
    await tx.rows(`UPDATE conversion SET status = $2, reason = $3, approved_at = $4 WHERE id = $1`, [conversion.id, to, reason, approvedAt]);
    await this.appendHistory(tx, conversion, conversion.status, to, reason);
  }

  /** How many conversions browsers have reported with this click. */
  async reportedByBrowser(tx: Tx, clickId: Uuid): Promise<number> {
    const row = await tx.row<{ count: number }>(`SELECT count(*)::int AS count FROM conversion WHERE click_id = $1 AND evidence->>'source' = 'browser'`, [clickId]);
    return row?.count ?? 0;
  }

  /** Gives the order of a rejected conversion to another. */
  async supersede(tx: Tx, id: Uuid, by: Uuid): Promise<void> {
    await tx.rows('UPDATE conversion SET superseded_by = $2 WHERE id = $1', [id, by]);
  }

  /** Replays of the report get this status from now on. */
  async answerReplaysWith(tx: Tx, id: Uuid, status: ConversionStatus): Promise<void> {
    await tx.rows('UPDATE conversion SET intake_status = $2 WHERE id = $1', [id, status]);
  }

  async appendHistory(tx: Tx, conversion: ConversionView, from: ConversionStatus | null, to: ConversionStatus, reason: string | null): Promise<void> {
    await tx.rows(
      `INSERT INTO conversion_history (id, conversion_id, advertiser_id, affiliate_id, from_status, to_status, reason, actor, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [newId(tx.now.getTime()), conversion.id, conversion.advertiserId, conversion.affiliateId, from, to, reason, actorText(tx.context.actor), tx.now],
    );
  }

  async history(tx: Tx, conversionId: Uuid): Promise<HistoryEntry[]> {
    return tx.rows<HistoryEntry>(`SELECT from_status, to_status, reason, actor, changed_at FROM conversion_history WHERE conversion_id = $1 ORDER BY id`, [conversionId]);
  }

  /** Adds a reversal and the conversion's new total. The unique total refuses a second reversal to the same sum. */
  async addReversal(tx: Tx, conversion: ConversionView, amountMinor: bigint, reason: string): Promise<ReversalView> {
    const reversal = {
      id: newId(tx.now.getTime()), conversionId: conversion.id, amountMinor, reversedTotalMinor: conversion.reversedMinor + amountMinor, reason, createdAt: tx.now,
    };
    await tx.rows(
      `INSERT INTO conversion_reversal (id, conversion_id, advertiser_id, affiliate_id, amount_minor, reversed_total_minor, reason, actor, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        reversal.id, conversion.id, conversion.advertiserId, conversion.affiliateId, amountMinor, reversal.reversedTotalMinor, reason, actorText(tx.context.actor), tx.now,
      ],
    );
    await tx.rows(`UPDATE conversion SET reversed_minor = $2 WHERE id = $1`, [conversion.id, reversal.reversedTotalMinor]);
    return reversal;
  }

  async reversals(tx: Tx, conversionId: Uuid): Promise<ReversalView[]> {
    return tx.rows<ReversalView>(
      `SELECT id, conversion_id, amount_minor, reversed_total_minor, reason, created_at FROM conversion_reversal WHERE conversion_id = $1 ORDER BY id`, [conversionId],
    );
  }

  /** Conversions of the offer since midnight UTC that count against its cap. */
  async acceptedToday(tx: Tx, offerId: Uuid): Promise<number> {
    const midnight = new Date(Math.floor(tx.now.getTime() / DAY_MS) * DAY_MS);
    const row = await tx.row<{ conversions: bigint }>(
      `SELECT count(*) AS conversions FROM conversion WHERE offer_id = $1 AND occurred_at >= $2 AND intake_status IN ('pending', 'approved')`, [offerId, midnight],
    );
    return Number(row?.conversions ?? 0n);
  }
}
