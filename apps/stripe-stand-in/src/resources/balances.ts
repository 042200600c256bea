import type { BalanceTransactionRecord } from '../state/records';
import { PLATFORM_ID } from '../state/world';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import type { JsonObject } from '../wire/json';
import { listObject, pageOf, passesCreated, passesText } from '../wire/list';
import { pathValue } from './call';
import type { Call } from './call';

export function retrieveBalance(call: Call): JsonObject {
  const { world, owner } = call;
  const known = world.book.balances(owner, world.clock.seconds());
  const currency = world.store.get('accounts', owner)?.defaultCurrency ?? 'usd';
  const balances = known.length > 0 ? known : [{ currency, available: 0, pending: 0 }];
  const amounts = (field: 'available' | 'pending'): JsonObject[] =>
    balances.map((balance) => ({
      amount: balance[field],
      currency: balance.currency,
      source_types: { card: balance[field] },
    }));
  return {
    object: 'balance',
    available: amounts('available'),
    ...(owner === PLATFORM_ID ? { connect_reserved: balances.map((balance) => ({ amount: 0, currency: balance.currency })) } : {}),
    livemode: false,
    pending: amounts('pending'),
  };
}

export function balanceTransactionView(world: World, row: BalanceTransactionRecord): JsonObject {
  return {
    id: row.id,
    object: 'balance_transaction',
    amount: row.amount,
    available_on: row.availableOn,
    balance_type: 'payments',
    created: row.created,
    currency: row.currency,
    description: row.description,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: row.amount,
    reporting_category: row.reportingCategory,
    source: row.source,
    status: row.availableOn <= world.clock.seconds() ? 'available' : 'pending',
    type: row.type,
  };
}

export function retrieveBalanceTransaction(call: Call): JsonObject {
  const id = pathValue(call);
  const row = call.world.store.get('balanceTransactions', id);
  if (row?.owner !== call.owner) throw errors.missingResource('balance transaction', id);
  return balanceTransactionView(call.world, row);
}

export function listBalanceTransactions(call: Call): JsonObject {
  const { world, params } = call;
  const rows = world.store.all('balanceTransactions').filter(
    (row) =>
      row.owner === call.owner &&
      passesCreated(row.created, params) &&
      passesText(row.currency, params, 'currency') &&
      passesText(row.source, params, 'source') &&
      passesText(row.type, params, 'type') &&
      passesText(row.source.startsWith('po_') ? row.source : null, params, 'payout'),
  );
  const page = pageOf(rows, params);
  const data = page.rows.map((row) => balanceTransactionView(world, row));
  return listObject('/v1/balance_transactions', data, page.hasMore);
}
