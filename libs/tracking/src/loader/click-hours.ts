import type { Tx } from '@fairlead/platform';
import { CLICK_FILTER_REASONS } from '../contracts';

const HOUR_MS = 3_600_000;

interface Hour {
  readonly hour: number;
  readonly routeId: number;
  readonly outcome: string;
  clicks: number;
  uniques: number;
}

/** Clicks of one batch by hour, route and outcome. */
export class ClickHours {
  private readonly rows: Hour[] = [];
  /** By hour, then reason, then route. */
  private readonly found = new Map<number, Map<number, Map<number, Hour>>>();
  private hour = -1;
  private ofHour = new Map<number, Map<number, Hour>>();

  /** `reason` as ClickFields has it. */
  add(atMs: number, routeId: number, reason: number, unique: boolean): void {
    const row = this.row(Math.floor(atMs / HOUR_MS), reason, routeId);
    row.clicks += 1;
    if (unique) row.uniques += 1;
  }

  private row(hour: number, reason: number, routeId: number): Hour {
    if (hour !== this.hour) {
      this.hour = hour;
      this.ofHour = this.found.get(hour) ?? new Map<number, Map<number, Hour>>();
      this.found.set(hour, this.ofHour);
    }
    let routes = this.ofHour.get(reason);
    if (!routes) this.ofHour.set(reason, (routes = new Map()));
    let row = routes.get(routeId);
    if (!row) {
      row = { hour, routeId, outcome: CLICK_FILTER_REASONS[reason - 1] ?? 'counted', clicks: 0, uniques: 0 };
      routes.set(routeId, row);
      this.rows.push(row);
    }
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
