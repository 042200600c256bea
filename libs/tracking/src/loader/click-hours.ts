import type { Tx } from '@fairlead/platform';

const HOUR_MS = 3_600_000;

interface Hour {
  readonly hour: Date;
  readonly routeId: number;
  readonly outcome: string;
  clicks: number;
  uniques: number;
}

/** Clicks of one batch by hour, route and outcome. */
export class ClickHours {
  private readonly rows = new Map<string, Hour>();

  add(atMs: number, routeId: number, outcome: string, unique: boolean): void {
    const hour = Math.floor(atMs / HOUR_MS);
    const key = `${hour} ${routeId} ${outcome}`;
    let row = this.rows.get(key);
    if (!row) this.rows.set(key, (row = { hour: new Date(hour * HOUR_MS), routeId, outcome, clicks: 0, uniques: 0 }));
    row.clicks += 1;
    if (unique) row.uniques += 1;
  }

  /** Adds the batch to the rollup; rows in one order, so that loaders of several machines do not wait in a circle. */
  async save(tx: Tx): Promise<void> {
    const rows = [...this.rows.values()].sort((a, b) => a.hour.getTime() - b.hour.getTime() || a.routeId - b.routeId || (a.outcome < b.outcome ? -1 : 1));
    if (rows.length === 0) return;
    await tx.rows(
      `INSERT INTO click_hour (hour, route_id, outcome, clicks, uniques)
       SELECT * FROM unnest($1::timestamptz[], $2::int[], $3::text[], $4::bigint[], $5::bigint[]) AS w(hour, route_id, outcome, clicks, uniques)
       ON CONFLICT (hour, route_id, outcome) DO UPDATE SET clicks = click_hour.clicks + excluded.clicks, uniques = click_hour.uniques + excluded.uniques`,
      [rows.map((row) => row.hour), rows.map((row) => row.routeId), rows.map((row) => row.outcome), rows.map((row) => row.clicks), rows.map((row) => row.uniques)],
    );
  }
}
