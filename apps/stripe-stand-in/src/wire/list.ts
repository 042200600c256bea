import { errors } from './errors';
import { isObject, numberAt, textAt } from './json';
import type { JsonObject } from './json';

export interface Listed {
  readonly id: string;
}

export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasMore: boolean;
}

const DEFAULT_LIMIT = 10;
const LARGEST_LIMIT = 100;

/** One page of rows given oldest first; answered newest first, by Stripe's cursors. */
export function pageOf<T extends Listed>(oldestFirst: readonly T[], params: JsonObject): Page<T> {
  const limit = numberAt(params, 'limit') ?? DEFAULT_LIMIT;
  if (limit < 1) throw errors.integerBelow('limit', 1);
  if (limit > LARGEST_LIMIT) throw errors.invalidValue('limit', `at most ${LARGEST_LIMIT}`);
  const rows = [...oldestFirst].reverse();
  const after = textAt(params, 'starting_after');
  const before = textAt(params, 'ending_before');
  if (after !== null && before !== null) throw errors.parametersExclusive('starting_after', 'ending_before');
  if (before !== null) {
    const end = cursorIndex(rows, before, 'ending_before');
    return { rows: rows.slice(Math.max(0, end - limit), end), hasMore: end > limit };
  }
  const start = after === null ? 0 : cursorIndex(rows, after, 'starting_after') + 1;
  return { rows: rows.slice(start, start + limit), hasMore: rows.length > start + limit };
}

export function listObject(url: string, data: readonly JsonObject[], hasMore: boolean): JsonObject {
  return { object: 'list', data, has_more: hasMore, url };
}

/** Whether an instant passes the `created` filter: an exact second, or any of gt, gte, lt, lte. */
export function passesCreated(created: number, params: JsonObject): boolean {
  const filter = params['created'];
  if (typeof filter === 'number') return created === filter;
  if (!isObject(filter)) return true;
  return (
    created > (numberAt(filter, 'gt') ?? -Infinity) &&
    created >= (numberAt(filter, 'gte') ?? -Infinity) &&
    created < (numberAt(filter, 'lt') ?? Infinity) &&
    created <= (numberAt(filter, 'lte') ?? Infinity)
  );
}

/** Whether a value equals a text filter; an absent filter lets everything pass. */
export function passesText(value: string | null, params: JsonObject, param: string): boolean {
  const wanted = textAt(params, param);
  return wanted === null || wanted === value;
}

function cursorIndex(rows: readonly Listed[], id: string, param: string): number {
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) throw errors.missingReference(param, id);
  return index;
}
