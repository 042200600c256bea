import type { SpoolHandler, Tx, UnitOfWork } from '@fairlead/platform';
import { type ClickRecord, decodeClick, routeBytesOf } from '../domain/click-record';
import { firstClickIdAt } from '../domain/click-id';
import { type ClickKeys, keyOf, RepeatWindow, UNIQUE_MS } from '../domain/repeat-window';
import { ClickDictionaries } from './click-dictionaries';
import { ClickWriter } from './click-writer';

/** Stored clicks that are recalled at a start, so that repeats across it are found. */
const RECALLED = 200_000;
const KIND_CLIENT = 0;
const KIND_NETWORK = 1;
const FIRST_PAIR = 2;

interface Waiting {
  readonly click: ClickRecord;
  readonly routeKey: string;
  readonly atMs: number;
}

/**
 * Puts clicks from the spool into the partition of their day, marks repeats, and keeps the hourly rollups, all in the spool's transaction.
 * The loader is one per machine and sees the clicks of all its processes, so that repeats are judged here and not at the edge.
 */
export class LoadClicks implements SpoolHandler {
  private readonly dictionaries: ClickDictionaries;
  private readonly writer: ClickWriter;
  private readonly repeats = new RepeatWindow();
  private readonly pairs = new Map<string, number>();
  private recalled = false;

  constructor(unitOfWork: UnitOfWork) {
    this.dictionaries = new ClickDictionaries(unitOfWork);
    this.writer = new ClickWriter(this.dictionaries);
  }

  async load(tx: Tx, records: readonly Buffer[]): Promise<void> {
    const waiting = records.map(read);
    await this.dictionaries.learnOf(waiting);
    if (!this.recalled) await this.recall(tx);
    const judged: ClickKeys[] = [];
    try {
      await this.store(tx, waiting, judged);
    } catch (error) {
      judged.forEach((keys) => this.repeats.forget(keys));
      throw error;
    }
  }

  private async store(tx: Tx, waiting: readonly Waiting[], judged: ClickKeys[]): Promise<void> {
    await this.writer.write(tx, waiting.map(({ click, routeKey, atMs }) => {
      const keys = this.keysOf(click, atMs, this.dictionaries.agent(click.userAgent ?? '').hash);
      judged.push(keys);
      const verdict = click.reason === null ? this.repeats.judge(keys) : { reason: click.reason, unique: false };
      return { click, routeKey, atMs, reason: verdict.reason, unique: verdict.unique };
    }));
  }

  private keysOf(click: ClickRecord, atMs: number, agentHash: number): ClickKeys {
    const pair = this.pairOf(click.route.offerId, click.route.affiliateId);
    const addressHigh = Number(click.addressHash >> 32n);
    const addressLow = Number(click.addressHash & 0xffffffffn);
    const visitor = keyOf(Number(click.visitor >> 32n), Number(click.visitor & 0xffffffffn), pair);
    const byAddress = keyOf(addressHigh ^ agentHash, addressLow, pair);
    return {
      atMs, visitors: click.knownVisitor ? [visitor] : [visitor, byAddress],
      client: keyOf(addressHigh ^ agentHash, addressLow, KIND_CLIENT), network: keyOf(textHash(click.addressPrefix), 0, KIND_NETWORK),
    };
  }

  private pairOf(offerId: string, affiliateId: string): number {
    const key = `${offerId}${affiliateId}`;
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    const pair = textHash(key) + FIRST_PAIR; // the same in every life of the process
    this.pairs.set(key, pair);
    return pair;
  }

  /** Counted clicks of the last day, newest first. */
  private async recall(tx: Tx): Promise<void> {
    const since = tx.now.getTime() - UNIQUE_MS;
    const rows = await tx.rows<{ visitor: bigint; addressHash: bigint; userAgent: string; offerId: string; affiliateId: string; atMs: number }>(
      `SELECT c.visitor, c.address_hash, a.user_agent, r.offer_id, r.affiliate_id, (extract(epoch FROM fairlead_click_time(c.id)) * 1000)::float8 AS at_ms
       FROM click c JOIN click_route r ON r.id = c.route_id JOIN click_agent a ON a.id = c.agent_id
       WHERE c.id >= $1 AND c.reason IS NULL ORDER BY c.id DESC LIMIT ${RECALLED}`,
      [firstClickIdAt(since)],
    );
    const agents = new Set(rows.map((row) => row.userAgent));
    await this.dictionaries.learn({ routes: new Set(), agents, referrers: new Set() });
    for (const row of rows) {
      const pair = this.pairOf(row.offerId, row.affiliateId);
      const visitor = BigInt.asUintN(64, row.visitor);
      const address = BigInt.asUintN(64, row.addressHash);
      this.repeats.recall(keyOf(Number(visitor >> 32n), Number(visitor & 0xffffffffn), pair), row.atMs);
      this.repeats.recall(keyOf(Number(address >> 32n) ^ this.dictionaries.agent(row.userAgent).hash, Number(address & 0xffffffffn), pair), row.atMs);
    }
    this.recalled = true;
  }
}

function read(record: Buffer): Waiting {
  const click = decodeClick(record);
  return { click, routeKey: routeBytesOf(record).toString('latin1'), atMs: record.readUIntBE(4, 6) };
}

/** 32 bits (FNV-1a). */
function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

