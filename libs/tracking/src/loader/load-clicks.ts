import type { SpoolHandler, Tx, UnitOfWork } from '@fairlead/platform';
import { CLICK_FILTER_REASONS } from '../contracts';
import { ClickFields } from '../domain/click-fields';
import { firstClickIdAt } from '../domain/click-id';
import { bytesHash, type ClickKeys, keyOf, RepeatWindow, UNIQUE_MS } from '../domain/repeat-window';
import { readAgent } from '../edge/agents';
import { ClickDictionaries, type ClickNames, pairOf, UnknownNames } from './click-dictionaries';
import { ClickBatch, ClickWriter } from './click-writer';

/** Stored clicks that are recalled at a start, so that repeats across it are found. */
const RECALLED = 200_000;
const KIND_CLIENT = 0;
const KIND_NETWORK = 1;
/** Kinds from here on are pairs of offer and affiliate. */
const FIRST_PAIR = 2;

/**
 * Puts clicks from the spool into the partition of their day, marks repeats, and keeps the hourly rollups, all in the spool's transaction.
 * The loader is one per machine and sees the clicks of all its processes, so that repeats are judged here and not at the edge.
 */
export class LoadClicks implements SpoolHandler {
  private readonly dictionaries: ClickDictionaries;
  private readonly writer = new ClickWriter();
  private readonly repeats = new RepeatWindow();
  private readonly fields = new ClickFields();
  private recalled = false;

  constructor(unitOfWork: UnitOfWork) {
    this.dictionaries = new ClickDictionaries(unitOfWork);
  }

  async load(tx: Tx, records: readonly Buffer[]): Promise<void> {
    const unknown = new UnknownNames();
    for (const record of records) this.dictionaries.note(this.fields.read(record), unknown);
    await this.dictionaries.learn(unknown);
    if (!this.recalled) await this.recall(tx);
    const judged: ClickKeys[] = [];
    try {
      const batch = new ClickBatch();
      for (const record of records) {
        const fields = this.fields.read(record);
        const names = this.dictionaries.namesOf(fields);
        if (fields.reason !== 0) {
          batch.add(fields, names, fields.reason, false);
          continue;
        }
        const keys = keysOf(fields, names);
        judged.push(keys);
        const verdict = this.repeats.judge(keys);
        batch.add(fields, names, verdict.reason === null ? 0 : CLICK_FILTER_REASONS.indexOf(verdict.reason) + 1, verdict.unique);
      }
      await this.writer.write(tx, batch);
    } catch (error) {
      judged.forEach((keys) => this.repeats.forget(keys));
      throw error;
    }
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
    const hashes = new Map<string, number>();
    for (const row of rows) {
      const pair = pairOf(row) + FIRST_PAIR;
      const visitor = BigInt.asUintN(64, row.visitor);
      const address = BigInt.asUintN(64, row.addressHash);
      const agentHash = hashes.get(row.userAgent) ?? readAgent(row.userAgent).hash;
      hashes.set(row.userAgent, agentHash);
      this.repeats.recall(keyOf(Number(visitor >> 32n), Number(visitor & 0xffffffffn), pair), row.atMs);
      this.repeats.recall(keyOf(Number(address >> 32n) ^ agentHash, Number(address & 0xffffffffn), pair), row.atMs);
    }
    this.recalled = true;
  }
}

function keysOf(fields: ClickFields, { route, agent }: ClickNames): ClickKeys {
  const pair = route.pair + FIRST_PAIR;
  const mixed = fields.addressHigh ^ agent.hash;
  const low = fields.addressLow;
  const { from, to } = fields.prefix;
  return {
    atMs: fields.atMs, visitor: keyOf(fields.visitorHigh, fields.visitorLow, pair), byAddress: fields.knownVisitor ? null : keyOf(mixed, low, pair),
    client: keyOf(mixed, low, KIND_CLIENT), network: keyOf(bytesHash(fields.record, from, to), 0, KIND_NETWORK),
  };
}
