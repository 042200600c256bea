import { errors } from '../wire/errors';
import { isObject, textsAt } from '../wire/json';
import type { JsonObject, JsonValue } from '../wire/json';
import { accountView } from './account-view';
import { balanceTransactionView } from './balances';
import type { Call } from './call';
import { payoutView } from './payouts';
import { topupView } from './topups';
import { destinationPaymentView, reversalView, transferView } from './transfer-view';

const EXPANDABLE = new Set(['balance_transaction', 'destination', 'destination_payment', 'source', 'source_transfer', 'transfer']);

/** Replaces ids by objects along the `expand[]` paths, such as `balance_transaction` or `data.destination`. */
export function expandAnswer(call: Call, answer: JsonObject): JsonObject {
  return textsAt(call.params, 'expand').reduce<JsonObject>((object, path) => {
    return expandObject(call, object, path.split('.'), path);
  }, answer);
}

function expandObject(call: Call, object: JsonObject, keys: readonly string[], path: string): JsonObject {
  const [key, ...rest] = keys;
  const value = key === undefined ? undefined : object[key];
  if (key === undefined || value === undefined) throw errors.notExpandable(path);
  return { ...object, [key]: expandValue(call, value, { key, rest, path }) };
}

interface Step {
  readonly key: string;
  readonly rest: readonly string[];
  readonly path: string;
}

function expandValue(call: Call, value: JsonValue, step: Step): JsonValue {
  const { rest, path } = step;
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((item: JsonValue) => expandValue(call, item, step));
  if (typeof value === 'string') {
    const resolved = EXPANDABLE.has(step.key) ? objectWithId(call, value) : null;
    if (resolved === null) throw errors.notExpandable(path);
    return rest.length === 0 ? resolved : expandObject(call, resolved, rest, path);
  }
  if (!isObject(value)) throw errors.notExpandable(path);
  return rest.length === 0 ? value : expandObject(call, value, rest, path);
}

/** The object that an id names, by its prefix. */
function objectWithId(call: Call, id: string): JsonObject | null {
  const { world } = call;
  const { store } = world;
  switch (id.slice(0, id.indexOf('_'))) {
    case 'txn':
      return viewOf(store.get('balanceTransactions', id), (row) => balanceTransactionView(world, row));
    case 'acct':
      return viewOf(store.get('accounts', id), accountView);
    case 'tr':
      return viewOf(store.get('transfers', id), (row) => transferView(world, row));
    case 'trr':
      return viewOf(store.get('reversals', id), reversalView);
    case 'tu':
      return viewOf(store.get('topups', id), topupView);
    case 'po':
      return viewOf(store.get('payouts', id), payoutView);
    case 'py':
      return viewOf(store.all('transfers').find((row) => row.destinationPayment === id), destinationPaymentView);
    default:
      return null;
  }
}

function viewOf<T>(row: T | undefined, view: (row: T) => JsonObject): JsonObject | null {
  return row === undefined ? null : view(row);
}
