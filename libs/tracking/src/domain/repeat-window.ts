import { NumberTable } from './number-table';

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
const NEVER = Number.NEGATIVE_INFINITY;

/** Where a row of a visitor has the last counted click, and the unique click that the current 24 hours began with. */
const LAST = 0;
const UNIQUE_FROM = 1;
const SEEN_VALUES = 2;

interface Seen {
  lastMs: number;
  uniqueMs: number;
}

/** What a click is compared by. Keys are 53-bit hashes, whole and not negative. */
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
  private seen = new NumberTable(SEEN_VALUES);
  private seenBefore = new NumberTable(SEEN_VALUES);
  private perHour = new NumberTable(1);
  private hour = 0;
  private readonly first: Seen = { lastMs: NEVER, uniqueMs: NEVER };
  private readonly second: Seen = { lastMs: NEVER, uniqueMs: NEVER };

  judge(click: ClickKeys): RepeatVerdict {
    const { atMs, visitor, byAddress } = click;
    if (this.isFlood(click)) return FLOODING;
    const { first, second } = this;
    this.find(visitor, first);
    this.find(byAddress, second);
    if (isDoubleTap(first, atMs) || isDoubleTap(second, atMs)) return DUPLICATE;
    const unique = isNew(first, atMs) && isNew(second, atMs);
    const uniqueMs = unique ? atMs : Math.max(first.uniqueMs, second.uniqueMs);
    this.put(visitor, atMs, uniqueMs);
    if (byAddress !== null) this.put(byAddress, atMs, uniqueMs);
    return unique ? UNIQUE : AGAIN;
  }

  /** A counted click that is stored already, for a start: newest first. */
  recall(visitor: number, atMs: number): void {
    const at = this.seen.find(visitor);
    if (at >= 0) this.seen.values[at + UNIQUE_FROM] = atMs;
    else this.put(visitor, atMs, atMs);
  }

  /** Takes back the hour's count of a click whose batch was not stored. */
  forget(click: Pick<ClickKeys, 'client' | 'network'>): void {
    for (const key of [click.client, click.network]) {
      const at = this.perHour.find(key);
      const count = this.perHour.values[at] ?? 0;
      if (count > 0) this.perHour.values[at] = count - 1;
    }
  }

  private isFlood(click: ClickKeys): boolean {
    const hour = Math.floor(click.atMs / HOUR_MS);
    if (hour > this.hour || this.perHour.size > REMEMBERED) {
      this.hour = hour;
      this.perHour = new NumberTable(1);
    }
    const client = this.countInHour(click.client);
    const network = this.countInHour(click.network);
    return client > CLICKS_PER_CLIENT_HOUR || network > CLICKS_PER_NETWORK_HOUR;
  }

  private countInHour(key: number): number {
    const at = this.perHour.place(key);
    return (this.perHour.values[at] = (this.perHour.values[at] ?? 0) + 1);
  }

  private find(key: number | null, into: Seen): void {
    const young = key === null ? -1 : this.seen.find(key);
    const old = young >= 0 || key === null ? -1 : this.seenBefore.find(key);
    const { values } = young >= 0 ? this.seen : this.seenBefore;
    const at = young >= 0 ? young : old;
    into.lastMs = at < 0 ? NEVER : (values[at + LAST] ?? NEVER);
    into.uniqueMs = at < 0 ? NEVER : (values[at + UNIQUE_FROM] ?? NEVER);
  }

  private put(key: number, lastMs: number, uniqueMs: number): void {
    if (this.seen.size >= REMEMBERED && this.seen.find(key) < 0) {
      this.seenBefore = this.seen;
      this.seen = new NumberTable(SEEN_VALUES);
    }
    const at = this.seen.place(key);
    this.seen.values[at + LAST] = lastMs;
    this.seen.values[at + UNIQUE_FROM] = uniqueMs;
  }
}

const UNIQUE: RepeatVerdict = Object.freeze({ reason: null, unique: true });
const AGAIN: RepeatVerdict = Object.freeze({ reason: null, unique: false });
const DUPLICATE: RepeatVerdict = Object.freeze({ reason: 'duplicate', unique: false });
const FLOODING: RepeatVerdict = Object.freeze({ reason: 'flooding', unique: false });

function isDoubleTap(seen: Seen, atMs: number): boolean {
  return seen.lastMs !== atMs && Math.abs(atMs - seen.lastMs) < DOUBLE_TAP_MS;
}

function isNew(seen: Seen, atMs: number): boolean {
  return seen.uniqueMs === atMs || Math.abs(atMs - seen.uniqueMs) >= UNIQUE_MS;
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
