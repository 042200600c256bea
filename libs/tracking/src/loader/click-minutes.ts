import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';

const MINUTE_MS = 60_000;

/** Counted clicks of one batch by offer and minute. */
export class ClickMinutes {
  private readonly counts = new Map<number, Map<Uuid, number>>();

  add(atMs: number, offerId: Uuid): void {
    const minute = Math.floor(atMs / MINUTE_MS);
    let offers = this.counts.get(minute);
    if (!offers) this.counts.set(minute, (offers = new Map()));
    offers.set(offerId, (offers.get(offerId) ?? 0) + 1);
  }

  /** Adds the batch to the rollup; rows in one order, so that loaders of several machines do not wait in a circle. */
  async save(tx: Tx): Promise<void> {
    const rows = [...this.counts].flatMap(([minute, offers]) => [...offers].map(([offerId, clicks]) => ({ minute, offerId, clicks })));
    if (rows.length === 0) return;
    rows.sort((a, b) => a.minute - b.minute || (a.offerId < b.offerId ? -1 : 1));
    await tx.rows(
      `INSERT INTO click_minute (offer_id, minute, clicks)
       SELECT w.offer_id, to_timestamp(w.minute * 60::float8), w.clicks FROM unnest($1::uuid[], $2::int[], $3::int[]) AS w(offer_id, minute, clicks)
       ON CONFLICT (offer_id, minute) DO UPDATE SET clicks = click_minute.clicks + excluded.clicks`,
      [rows.map((row) => row.offerId), rows.map((row) => row.minute), rows.map((row) => row.clicks)],
    );
  }
}
