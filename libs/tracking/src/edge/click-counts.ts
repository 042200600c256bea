import { DAY_MS, type Uuid } from '@fairlead/kernel';

const SECOND_MS = 1_000;

interface Count {
  /** UTC day as days since 1970. */
  day: number;
  /** Counted clicks in the database that happened before the cut. */
  stored: number;
  /** Clicks that this machine let through since, by second of Unix time. */
  recent: Map<number, number>;
  /** The sum of `recent`. */
  since: number;
}

/**
 * Counted clicks of capped offers in the current UTC day: what the database had up to a moment, and what this machine let through since.
 * Exact on one machine; other machines' clicks are seen as they are loaded. A repeated click takes a place until it is loaded as a duplicate.
 */
export class ClickCounts {
  private readonly counts = new Map<Uuid, Count>();

  constructor(private readonly nowMs: () => number) {}

  today(offerId: Uuid): number {
    const count = this.counts.get(offerId);
    return count !== undefined && count.day === Math.floor(this.nowMs() / DAY_MS) ? count.stored + count.since : 0;
  }

  /** One more click of a capped offer was let through, here or by another process of this machine. */
  add(offerId: Uuid, atMs: number): void {
    const day = Math.floor(atMs / DAY_MS);
    let count = this.counts.get(offerId);
    if (count?.day !== day) this.counts.set(offerId, (count = { day, stored: 0, recent: new Map(), since: 0 }));
    const second = Math.floor(atMs / SECOND_MS);
    count.recent.set(second, (count.recent.get(second) ?? 0) + 1);
    count.since += 1;
  }

  /** The database has `stored` counted clicks of the day before `cutMs`, a whole second, and all of this machine's before it. */
  settle(offerId: Uuid, stored: number, cutMs: number): void {
    const day = Math.floor(cutMs / DAY_MS);
    const known = this.counts.get(offerId);
    if (known && known.day > day) return; // the database is not yet where the new day began
    const recent = new Map([...(known?.day === day ? known.recent : [])].filter(([second]) => second * SECOND_MS >= cutMs));
    this.counts.set(offerId, { day, stored, recent, since: [...recent.values()].reduce((sum, clicks) => sum + clicks, 0) });
  }
}
