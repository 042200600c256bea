import { emitEvent } from '../webhooks/emit-event';
import type { PayoutRecord } from '../state/records';
import { NO_REQUEST } from '../state/world';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import type { JsonObject } from '../wire/json';
import { listObject, pageOf, passesCreated, passesText } from '../wire/list';
import { pathValue } from './call';
import type { Call } from './call';

export function retrievePayout(call: Call): JsonObject {
  const id = pathValue(call);
  const payout = call.world.store.get('payouts', id);
  if (payout?.owner !== call.owner) throw errors.missingResource('payout', id);
  return payoutView(payout);
}

export function listPayouts(call: Call): JsonObject {
  const { params } = call;
  const rows = call.world.store
    .all('payouts')
    .filter(
      (payout) =>
        payout.owner === call.owner &&
        passesCreated(payout.created, params) &&
        passesText(payout.status, params, 'status') &&
        passesText(payout.bankAccount, params, 'destination'),
    );
  const page = pageOf(rows, params);
  return listObject('/v1/payouts', page.rows.map(payoutView), page.hasMore);
}

/** Sends every positive available balance of an account to its bank, at once. Only inside a transaction. */
export function payOut(world: World, owner: string, bankAccount: string): void {
  const created = world.clock.seconds();
  for (const { currency, available } of world.book.balances(owner, created)) {
    if (available <= 0) continue;
    const id = world.newId('po', 'payouts');
    const balanceTransaction = move(world, { owner, id, currency, amount: -available, type: 'payout' });
    const payout: PayoutRecord = {
      id,
      owner,
      created,
      amount: available,
      currency,
      bankAccount,
      status: 'paid',
      failureCode: null,
      balanceTransaction,
      failureBalanceTransaction: null,
    };
    world.store.put('payouts', id, payout);
    emit(world, 'payout.created', payout, { ...payoutView(payout), status: 'pending' });
    emit(world, 'payout.paid', payout, payoutView(payout));
  }
}

/** The bank returns the latest paid payout, if there is one. Only inside a transaction. */
export function failLatestPayout(world: World, owner: string, failureCode: string): void {
  const latest = world.store.all('payouts').findLast((payout) => payout.owner === owner && payout.status === 'paid');
  if (latest === undefined) return;
  const { id, currency, amount } = latest;
  const failureBalanceTransaction = move(world, { owner, id, currency, amount, type: 'payout_failure' });
  const failed: PayoutRecord = { ...latest, status: 'failed', failureCode, failureBalanceTransaction };
  world.store.put('payouts', id, failed);
  emit(world, 'payout.failed', failed, payoutView(failed));
}

interface Movement {
  readonly owner: string;
  readonly id: string;
  readonly currency: string;
  readonly amount: number;
  readonly type: 'payout' | 'payout_failure';
}

function move(world: World, { owner, id, currency, amount, type }: Movement): string {
  return world.move({
    owner,
    amount,
    currency,
    availableOn: world.clock.seconds(),
    type,
    reportingCategory: type === 'payout' ? 'payout' : 'payout_reversal',
    source: id,
    description: 'STRIPE PAYOUT',
  });
}

function emit(world: World, type: string, payout: PayoutRecord, object: JsonObject): void {
  emitEvent(world, NO_REQUEST, { owner: payout.owner, type, object, previousAttributes: null });
}

export function payoutView(payout: PayoutRecord): JsonObject {
  const hasFailed = payout.status === 'failed';
  return {
    id: payout.id,
    object: 'payout',
    amount: payout.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: payout.created,
    automatic: true,
    balance_transaction: payout.balanceTransaction,
    created: payout.created,
    currency: payout.currency,
    description: 'STRIPE PAYOUT',
    destination: payout.bankAccount,
    failure_balance_transaction: payout.failureBalanceTransaction,
    failure_code: payout.failureCode,
    failure_message: hasFailed ? 'The bank account could not be used.' : null,
    livemode: false,
    metadata: {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'completed',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: payout.status,
    trace_id: null,
    type: 'bank_account',
  };
}
