import type { SpoolHandler, Tx, UnitOfWork } from '@fairlead/platform';
import { CLICK_FILTER_REASONS } from '../contracts';
import { ClickFields } from '../domain/click-fields';
import { firstClickIdAt } from '../domain/click-id';
import { bytesHash, type ClickKeys, keyOf, RepeatWindow, UNIQUE_MS } from '../domain/repeat-window';
import { readAgent } from '../edge/agents';
import { ClickDictionaries, type ClickNames, pairOf, UnknownNames } from './click-dictionaries';
import { type ClickBatch, ClickWriter } from './click-writer';

/** Stored clicks that are recalled at a start, so that repeats across it are found. */
const RECALLED = 200_000;
const NOTHING = Buffer.alloc(0);
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
  private readonly keys: KeysDraft = { atMs: 0, visitor: 0, byAddress: null, client: 0, network: 0 };
  private recalled = false;

  constructor(unitOfWork: UnitOfWork) {
    this.dictionaries = new ClickDictionaries(unitOfWork);
  }

  async load(tx: Tx, records: readonly Buffer[]): Promise<void> {
    if (!this.recalled) await this.recall(tx);
    const judged = new JudgedClicks(records.length);
    try {
      const batch = this.writer.newBatch();
      for (let index = 0; index < records.length; index += 1) {
        const fields = this.fields.read(records[index] ?? NOTHING);
        const names = this.dictionaries.find(fields) ?? (await this.learnFrom(records, index));
        if (fields.reason === 0) this.addCounted(batch, names, judged);
        else batch.add(fields, names, fields.reason, false);
      }
      await this.writer.write(tx, batch);
    } catch (error) {
      judged.forEach((keys) => this.repeats.forget(keys));
      throw error;
    }
  }

  private addCounted(batch: ClickBatch, names: ClickNames, judged: JudgedClicks): void {
    const keys = readKeys(this.fields, names, this.keys);
    judged.add(keys);
    const verdict = this.repeats.judge(keys);
    batch.add(this.fields, names, verdict.reason === null ? 0 : CLICK_FILTER_REASONS.indexOf(verdict.reason) + 1, verdict.unique);
  }

  /** Gives numbers to all that the records from here on name, and returns the names of the first; `fields` is at that one again. */
  private async learnFrom(records: readonly Buffer[], first: number): Promise<ClickNames> {
    const unknown = new UnknownNames();
    for (let index = first; index < records.length; index += 1) this.dictionaries.note(this.fields.read(records[index] ?? NOTHING), unknown);
    await this.dictionaries.learn(unknown);
    return this.dictionaries.namesOf(this.fields.read(records[first] ?? NOTHING));
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

/** What the flood counters were told of a batch, in case that it is rolled back. */
class JudgedClicks {
  private readonly keys: Float64Array;
  private count = 0;

  constructor(most: number) {
    this.keys = new Float64Array(most * 2);
  }

  add(click: ClickKeys): void {
    this.keys[this.count] = click.client;
    this.keys[this.count + 1] = click.network;
    this.count += 2;
  }

  forEach(see: (keys: Pick<ClickKeys, 'client' | 'network'>) => void): void {
    for (let index = 0; index < this.count; index += 2) see({ client: this.keys[index] ?? 0, network: this.keys[index + 1] ?? 0 });
  }
}

type KeysDraft = { -readonly [key in keyof ClickKeys]: ClickKeys[key] };

/** The keys of a click, in an object that is used again for each. */
function readKeys(fields: ClickFields, { route, agent }: ClickNames, into: KeysDraft): ClickKeys {
  const pair = route.pair + FIRST_PAIR;
  const mixed = fields.addressHigh ^ agent.hash;
  const low = fields.addressLow;
  const { from, to } = fields.prefix;
  into.atMs = fields.atMs;
  into.visitor = keyOf(fields.visitorHigh, fields.visitorLow, pair);
  into.byAddress = fields.knownVisitor ? null : keyOf(mixed, low, pair);
  into.client = keyOf(mixed, low, KIND_CLIENT);
  into.network = keyOf(bytesHash(fields.record, from, to), 0, KIND_NETWORK);
  return into;
}
