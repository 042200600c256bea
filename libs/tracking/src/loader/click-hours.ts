import type { Tx } from '@fairlead/platform';
import { CLICK_FILTER_REASONS } from '../contracts';
import { NumberTable } from '../domain/number-table';

const HOUR_MS = 3_600_000;

interface Hour {
  readonly hour: number;
  readonly routeId: number;
  readonly outcome: string;
  clicks: number;
  uniques: number;
}

/** More than there are reasons. */
const OUTCOMES = 32;

/** Clicks of one batch by hour, route and outcome. */
export class ClickHours {
  private readonly rows: Hour[] = [];
  /** By hour: one more than the place in `rows` of a route and outcome. */
  private readonly found = new Map<number, NumberTable>();
  private hour = -1;
  private ofHour = new NumberTable(1);

  /** `reason` as ClickFields has it. */
  add(atMs: number, routeId: number, reason: number, unique: boolean): void {
    const row = this.row(Math.floor(atMs / HOUR_MS), reason, routeId);
    row.clicks += 1;
    if (unique) row.uniques += 1;
  }

  private row(hour: number, reason: number, routeId: number): Hour {
    if (hour !== this.hour) {
      this.hour = hour;
      this.ofHour = this.found.get(hour) ?? new NumberTable(1);
      this.found.set(hour, this.ofHour);
    }
    const at = this.ofHour.place(routeId * OUTCOMES + reason);
    const known = this.rows[(this.ofHour.values[at] ?? 0) - 1];
    if (known) return known;
    const row = { hour, routeId, outcome: CLICK_FILTER_REASONS[reason - 1] ?? 'counted', clicks: 0, uniques: 0 };
    this.ofHour.values[at] = this.rows.push(row);
    return row;
  }

  /** Adds the batch to the rollup; rows in one order, so that loaders of several machines do not wait in a circle. */
  async save(tx: Tx): Promise<void> {
    const rows = this.rows.sort((a, b) => a.hour - b.hour || a.routeId - b.routeId || (a.outcome < b.outcome ? -1 : 1));
    if (rows.length === 0) return;
    await tx.rows(
      `INSERT INTO click_hour (hour, route_id, outcome, clicks, uniques)
       SELECT to_timestamp(w.hour * 3600::float8), w.route_id, w.outcome, w.clicks, w.uniques
       FROM unnest($1::int[], $2::int[], $3::text[], $4::int[], $5::int[]) AS w(hour, route_id, outcome, clicks, uniques)
       ON CONFLICT (hour, route_id, outcome) DO UPDATE SET clicks = click_hour.clicks + excluded.clicks, uniques = click_hour.uniques + excluded.uniques`,
      [rows.map((row) => row.hour), rows.map((row) => row.routeId), rows.map((row) => row.outcome), rows.map((row) => row.clicks), rows.map((row) => row.uniques)],
    );
  }
}
