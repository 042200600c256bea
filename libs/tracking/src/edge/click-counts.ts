import { DAY_MS, type Uuid } from '@fairlead/kernel';

interface Count {
  /** UTC day as days since 1970. */
  day: number;
  /** Counted clicks in the database that happened before `cutMs`. */
  stored: number;
  cutMs: number;
  /** Times of clicks that this machine let through from `cutMs` on, oldest first. */
  recent: number[];
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
    return count !== undefined && count.day === Math.floor(this.nowMs() / DAY_MS) ? count.stored + count.recent.length : 0;
  }

  /** One more click of a capped offer was let through, here or by another process of this machine. */
  add(offerId: Uuid, atMs: number): void {
    const day = Math.floor(atMs / DAY_MS);
    const count = this.counts.get(offerId);
    if (count?.day === day) count.recent.push(atMs);
    else this.counts.set(offerId, { day, stored: 0, cutMs: day * DAY_MS, recent: [atMs] });
  }

  /** The database has `stored` counted clicks of the day before `cutMs`, and all of this machine's before it. */
  settle(offerId: Uuid, stored: number, cutMs: number): void {
    const day = Math.floor(cutMs / DAY_MS);
    const recent = this.counts.get(offerId)?.recent.filter((atMs) => atMs >= cutMs && Math.floor(atMs / DAY_MS) === day) ?? [];
    this.counts.set(offerId, { day, stored, cutMs, recent });
  }
}
