/** Within this time of a counted click the same visitor's next one is a double tap (rule B5). */
export const DOUBLE_TAP_MS = 10_000;
/** A visitor's first counted click on an offer of an affiliate in this time is a unique one. */
export const UNIQUE_MS = 24 * 3_600_000;
/** Clicks of one address and user agent within a clock hour that still count (rule B6a). */
export const CLICKS_PER_CLIENT_HOUR = 30;
/** Clicks of one /24 or /48 within a clock hour that still count (rule B6a). */
export const CLICKS_PER_NETWORK_HOUR = 300;
const HOUR_MS = 3_600_000;
const REMEMBERED = 500_000;

interface Seen {
  /** The last counted click. */
  lastMs: number;
  /** The unique click that the current 24 hours began with. */
  uniqueMs: number;
}

/** What a click is compared by. Keys are 53-bit hashes. */
export interface ClickKeys {
  readonly atMs: number;
  /** Visitor, offer and affiliate: the first-party id, and for those who came without one address and user agent as well. */
  readonly visitors: readonly number[];
  readonly client: number;
  readonly network: number;
}

/** Whether the click repeats an earlier one. */
export interface RepeatVerdict {
  readonly reason: 'duplicate' | 'flooding' | null;
  readonly unique: boolean;
}

/**
 * Remembers who clicked lately, in bounded memory: what is oldest is forgotten at a million visitors. The same click judged again
 * (its batch was rolled back) gets the same verdict.
 */
export class RepeatWindow {
  private seen = new Map<number, Seen>();
  private seenBefore = new Map<number, Seen>();
  private perHour = new Map<number, number>();
  private hour = 0;

  judge(click: ClickKeys): RepeatVerdict {
    if (this.isFlood(click)) return { reason: 'flooding', unique: false };
    const earlier = click.visitors.map((key) => this.find(key)).filter((seen) => seen !== undefined);
    if (earlier.some((seen) => seen.lastMs !== click.atMs && Math.abs(click.atMs - seen.lastMs) < DOUBLE_TAP_MS)) return { reason: 'duplicate', unique: false };
    const unique = earlier.every((seen) => seen.uniqueMs === click.atMs || Math.abs(click.atMs - seen.uniqueMs) >= UNIQUE_MS);
    const uniqueMs = unique ? click.atMs : Math.max(...earlier.map((seen) => seen.uniqueMs));
    for (const key of click.visitors) this.remember(key, { lastMs: click.atMs, uniqueMs });
    return { reason: null, unique };
  }

  /** A counted click that is stored already, for a start: newest first. */
  recall(visitor: number, atMs: number): void {
    const seen = this.seen.get(visitor);
    if (seen) seen.uniqueMs = atMs;
    else this.remember(visitor, { lastMs: atMs, uniqueMs: atMs });
  }

  /** Takes back the hour's count of a click whose batch was not stored. */
  forget(click: ClickKeys): void {
    for (const key of [click.client, click.network]) {
      const count = this.perHour.get(key);
      if (count !== undefined && count > 0) this.perHour.set(key, count - 1);
    }
  }

  private isFlood(click: ClickKeys): boolean {
    const hour = Math.floor(click.atMs / HOUR_MS);
    if (hour > this.hour || this.perHour.size > REMEMBERED) {
      this.hour = hour;
      this.perHour = new Map();
    }
    const client = (this.perHour.get(click.client) ?? 0) + 1;
    const network = (this.perHour.get(click.network) ?? 0) + 1;
    this.perHour.set(click.client, client);
    this.perHour.set(click.network, network);
    return client > CLICKS_PER_CLIENT_HOUR || network > CLICKS_PER_NETWORK_HOUR;
  }

  private find(key: number): Seen | undefined {
    return this.seen.get(key) ?? this.seenBefore.get(key);
  }

  private remember(key: number, seen: Seen): void {
    if (this.seen.size >= REMEMBERED) {
      this.seenBefore = this.seen;
      this.seen = new Map();
    }
    this.seen.set(key, seen);
  }
}

/** A 53-bit key of 64 bits and a number that sets kinds of keys apart. */
export function keyOf(high: number, low: number, kind: number): number {
  const mixed = (high ^ Math.imul(kind + 1, 0x9e3779b1)) >>> 0;
  return mixed * 2_097_152 + (low >>> 11);
}
