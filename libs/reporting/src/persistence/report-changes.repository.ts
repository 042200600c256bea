import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { CLICK_COLUMNS } from './click-columns';

const SUBS = ['sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9', 'sub10'].join(', ');
const OF_CLICK = ['link', 'landing_page', 'creative', 'source_id', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9', 'sub10', 'trigger', 'country', 'device', 'os', 'browser'] as const;

/** Turns notes of changes, which commit in any order, into versions that rise in the order of commits. */
@Injectable()
export class ReportChangesRepository {
  /** One at a time, whichever worker: a version that is given out is committed before the next one is given out. */
  async takeTurn(tx: Tx): Promise<void> {
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended('fairlead.report_changes', 0))`);
  }

  /** Takes over at most `most` notes on hours of clicks. Returns how many. */
  async takeHours(tx: Tx, most: number): Promise<number> {
    const notes = await tx.rows<{ hour: Date }>('DELETE FROM report_hour_change WHERE id IN (SELECT id FROM report_hour_change ORDER BY id LIMIT $1) RETURNING hour', [most]);
    if (notes.length === 0) return 0;
    const hours = [...new Set(notes.map((note) => note.hour.getTime()))].sort((a, b) => a - b).map((ms) => new Date(ms));
    await tx.rows(
      `INSERT INTO report_hour (hour, version) SELECT hour, nextval('report_version') FROM unnest($1::timestamptz[]) WITH ORDINALITY h(hour, place) ORDER BY place
       ON CONFLICT (hour) DO UPDATE SET version = excluded.version`,
      [hours],
    );
    return notes.length;
  }

  /** Takes over at most `most` notes on conversions. Returns how many. What a click was is kept: clicks are dropped in time. */
  async takeConversions(tx: Tx, most: number): Promise<number> {
    const notes = await tx.rows<{ conversionId: string }>(
      'DELETE FROM report_conversion_change WHERE id IN (SELECT id FROM report_conversion_change ORDER BY id LIMIT $1) RETURNING conversion_id',
      [most],
    );
    if (notes.length === 0) return 0;
    const ids = [...new Set(notes.map((note) => note.conversionId))];
    await tx.rows(
      `INSERT INTO report_conversion (id, version, advertiser_id, affiliate_id, offer_id, occurred_at, amount_minor, reversed_minor, commission_minor, margin_minor, currency, status, goal,
         promo_code, link, landing_page, creative, source_id, ${SUBS}, trigger, country, device, os, browser)
       SELECT v.id, nextval('report_version'), v.advertiser_id, v.affiliate_id, v.offer_id, v.occurred_at, v.amount_minor, v.reversed_minor, coalesce(m.commission, 0), coalesce(m.margin, 0),
         v.currency, v.status, v.goal, coalesce(v.promo_code_id::text, ''), ${OF_CLICK.map((name) => `CASE WHEN c.id IS NULL THEN '' ELSE ${CLICK_COLUMNS[name]} END`).join(', ')}
       FROM conversion v
       LEFT JOIN LATERAL (SELECT sum(amount_minor - reversed_minor)::bigint AS commission, sum(margin_minor - reversed_margin_minor)::bigint AS margin
         FROM commission WHERE conversion_id = v.id AND status NOT IN ('pending', 'void')) m ON true
       LEFT JOIN click c ON c.id = v.click_id LEFT JOIN click_route r ON r.id = c.route_id LEFT JOIN click_agent a ON a.id = c.agent_id
       WHERE v.id = ANY($1::uuid[])
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, status = excluded.status, amount_minor = excluded.amount_minor, reversed_minor = excluded.reversed_minor,
         commission_minor = excluded.commission_minor, margin_minor = excluded.margin_minor`,
      [ids],
    );
    return notes.length;
  }

  /** Since when the oldest change waits to be taken over; null when none does. */
  async oldestNote(tx: Tx): Promise<Date | null> {
    const row = await tx.row<{ notedAt: Date | null }>(
      `SELECT least((SELECT noted_at FROM report_conversion_change ORDER BY id LIMIT 1), (SELECT noted_at FROM report_hour_change ORDER BY id LIMIT 1)) AS noted_at`,
    );
    return row?.notedAt ?? null;
  }

  /** The highest version given out. */
  async highestVersion(tx: Tx): Promise<bigint> {
    const row = await tx.row<{ version: bigint }>('SELECT greatest((SELECT max(version) FROM report_hour), (SELECT max(version) FROM report_conversion), 0)::bigint AS version');
    return row?.version ?? 0n;
  }

  /** Hours that changed after a version, oldest change first. */
  async hoursAfter(tx: Tx, version: bigint, most: number): Promise<{ hour: Date; version: bigint }[]> {
    return tx.rows('SELECT hour, version FROM report_hour WHERE version > $1 ORDER BY version LIMIT $2', [version, most]);
  }

  /** Up to which version the next `most` changed conversions after one reach; null where there is none. */
  async conversionsUntil(tx: Tx, version: bigint, most: number): Promise<bigint | null> {
    const row = await tx.row<{ version: bigint | null }>(
      'SELECT max(version) AS version FROM (SELECT version FROM report_conversion WHERE version > $1 ORDER BY version LIMIT $2) next',
      [version, most],
    );
    return row?.version ?? null;
  }
}
