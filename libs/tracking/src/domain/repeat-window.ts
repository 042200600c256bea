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
  /** Visitor (the first-party id), offer and affiliate. */
  readonly visitor: number;
  /** Address and user agent, offer and affiliate, of those who came without an id; null for others. */
  readonly byAddress: number | null;
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
    const { atMs, visitor, byAddress } = click;
    if (this.isFlood(click)) return FLOODING;
    const first = this.find(visitor);
    const second = byAddress === null ? undefined : this.find(byAddress);
    if (isDoubleTap(first, atMs) || isDoubleTap(second, atMs)) return DUPLICATE;
    const unique = isNew(first, atMs) && isNew(second, atMs);
    const uniqueMs = unique ? atMs : later(first, second);
    this.put(visitor, first, atMs, uniqueMs);
    if (byAddress !== null) this.put(byAddress, second, atMs, uniqueMs);
    return unique ? UNIQUE : AGAIN;
  }

  /** A counted click that is stored already, for a start: newest first. */
  recall(visitor: number, atMs: number): void {
    const seen = this.seen.get(visitor);
    if (seen) seen.uniqueMs = atMs;
    else this.put(visitor, undefined, atMs, atMs);
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

  private put(key: number, seen: Seen | undefined, lastMs: number, uniqueMs: number): void {
    if (seen && this.seen.has(key)) {
      seen.lastMs = lastMs;
      seen.uniqueMs = uniqueMs;
      return;
    }
    if (this.seen.size >= REMEMBERED) {
      this.seenBefore = this.seen;
      this.seen = new Map();
    }
    this.seen.set(key, { lastMs, uniqueMs });
  }
}

const UNIQUE: RepeatVerdict = Object.freeze({ reason: null, unique: true });
const AGAIN: RepeatVerdict = Object.freeze({ reason: null, unique: false });
const DUPLICATE: RepeatVerdict = Object.freeze({ reason: 'duplicate', unique: false });
const FLOODING: RepeatVerdict = Object.freeze({ reason: 'flooding', unique: false });

function isDoubleTap(seen: Seen | undefined, atMs: number): boolean {
  return seen !== undefined && seen.lastMs !== atMs && Math.abs(atMs - seen.lastMs) < DOUBLE_TAP_MS;
}

function later(first: Seen | undefined, second: Seen | undefined): number {
  return Math.max(first?.uniqueMs ?? 0, second?.uniqueMs ?? 0);
}

function isNew(seen: Seen | undefined, atMs: number): boolean {
  return seen === undefined || seen.uniqueMs === atMs || Math.abs(atMs - seen.uniqueMs) >= UNIQUE_MS;
}

/** A 53-bit key of 64 bits and a number that sets kinds of keys apart. */
export function keyOf(high: number, low: number, kind: number): number {
  const mixed = (high ^ Math.imul(kind + 1, 0x9e3779b1)) >>> 0;
  return mixed * 2_097_152 + (low >>> 11);
}

/** 32 bits (FNV-1a). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** 32 bits (FNV-1a) of bytes[from, to). */
export function bytesHash(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  return hash >>> 0;
}
