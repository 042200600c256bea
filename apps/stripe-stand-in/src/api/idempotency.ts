import { createHash } from 'node:crypto';
import type { IdempotencyRecord } from '../state/records';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import { canonicalJson } from '../wire/json';
import type { JsonObject } from '../wire/json';

/** After this age a key is forgotten, and the same key executes again. */
const KEPT_MS = 24 * 3_600_000;
const LONGEST_KEY = 255;

/** What makes two requests with the same key the same request. */
export interface KeyedRequest {
  readonly owner: string;
  readonly key: string;
  readonly endpoint: string;
  readonly params: JsonObject;
}

/** Stripe's rule for keys: the first execution's answer is replayed, whatever it was; keys belong to an account. */
export class Idempotency {
  /** A request that died with the process left no effect, hence running keys need no row. */
  private readonly running = new Set<string>();

  constructor(private readonly world: World) {}

  /** The stored answer to replay, or null when the caller is to execute and then call `end`. */
  begin(request: KeyedRequest): IdempotencyRecord | null {
    const { key } = request;
    if (key.length > LONGEST_KEY) throw errors.idempotencyKeyTooLong();
    const id = scopeOf(request);
    if (this.running.has(id)) throw errors.idempotencyKeyInUse(key);
    const record = this.live(id);
    if (record === null) {
      this.running.add(id);
      return null;
    }
    if (record.endpoint !== request.endpoint || record.paramsHash !== hashOf(request.params)) throw errors.idempotencyMismatch(key);
    return record;
  }

  end(request: KeyedRequest): void {
    this.running.delete(scopeOf(request));
  }

  /** Inside the transaction of the effect, so that both are kept or neither. */
  keep(request: KeyedRequest, answer: Pick<IdempotencyRecord, 'requestId' | 'status' | 'body'>): void {
    this.world.store.put('idempotency', scopeOf(request), {
      ...answer,
      endpoint: request.endpoint,
      paramsHash: hashOf(request.params),
      at: this.world.clock.milliseconds(),
    });
  }

  private live(id: string): IdempotencyRecord | null {
    const record = this.world.store.get('idempotency', id);
    return record === undefined || isExpired(this.world, record) ? null : record;
  }
}

/** Only inside a transaction. */
export function forgetOldKeys(world: World): void {
  for (const [id, record] of world.store.entries('idempotency')) {
    if (isExpired(world, record)) world.store.delete('idempotency', id);
  }
}

function isExpired(world: World, record: IdempotencyRecord): boolean {
  return record.at + KEPT_MS <= world.clock.milliseconds();
}

function scopeOf({ owner, key }: KeyedRequest): string {
  return `${owner}:${key}`;
}

function hashOf(params: JsonObject): string {
  return createHash('sha256').update(canonicalJson(params)).digest('hex');
}
