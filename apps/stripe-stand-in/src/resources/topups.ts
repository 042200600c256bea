import { currencyAt, mergedMetadata, requiredAmountAt } from '../validation/rules';
import { emitEvent } from '../webhooks/emit-event';
import type { TopupRecord } from '../state/records';
import { NO_REQUEST, PLATFORM_ID } from '../state/world';
import type { Origin, World } from '../state/world';
import { errors } from '../wire/errors';
import { textAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { listObject, pageOf, passesCreated, passesText } from '../wire/list';
import { pathValue } from './call';
import type { Call } from './call';

type NewTopup = Pick<TopupRecord, 'amount' | 'currency'> & Partial<TopupRecord> & { readonly settlementMs: number };

export function createTopup(call: Call): JsonObject {
  const { world, params, origin } = call;
  const topup = addTopup(world, origin, {
    amount: requiredAmountAt(params, 'amount'),
    currency: currencyAt(params, 'currency'),
    description: textAt(params, 'description'),
    statementDescriptor: textAt(params, 'statement_descriptor'),
    transferGroup: textAt(params, 'transfer_group'),
    metadata: mergedMetadata({}, params),
    settlementMs: world.settings.topupSettlementMs,
  });
  return topupView(topup);
}

export function retrieveTopup(call: Call): JsonObject {
  const id = pathValue(call);
  const topup = call.world.store.get('topups', id);
  if (topup === undefined || call.owner !== PLATFORM_ID) throw errors.missingResource('top-up', id);
  return topupView(topup);
}

export function listTopups(call: Call): JsonObject {
  const rows = call.world.store
    .all('topups')
    .filter(
      (topup) =>
        call.owner === PLATFORM_ID &&
        passesCreated(topup.created, call.params) &&
        passesText(topup.status, call.params, 'status'),
    );
  const page = pageOf(rows, call.params);
  return listObject('/v1/topups', page.rows.map(topupView), page.hasMore);
}

/** Adds money to the platform's balance, available after `settlementMs`. Only inside a transaction. */
export function addTopup(world: World, origin: Origin, details: NewTopup): TopupRecord {
  const { settlementMs, ...given } = details;
  const created = world.clock.seconds();
  const expectedAvailability = created + Math.ceil(settlementMs / 1000);
  const id = world.newId('tu', 'topups');
  const balanceTransaction = world.move({
    owner: PLATFORM_ID,
    amount: details.amount,
    currency: details.currency,
    availableOn: expectedAvailability,
    type: 'topup',
    reportingCategory: 'topup',
    source: id,
    description: details.description ?? null,
  });
  const topup: TopupRecord = {
    description: null,
    statementDescriptor: null,
    transferGroup: null,
    metadata: {},
    ...given,
    id,
    created,
    expectedAvailability,
    balanceTransaction,
    status: 'pending',
  };
  world.store.put('topups', id, topup);
  world.logEffect(origin, { type: 'topup.created', object: id, amount: topup.amount, currency: topup.currency });
  emitEvent(world, origin, { owner: PLATFORM_ID, type: 'topup.created', object: topupView(topup), previousAttributes: null });
  settleTopups(world);
  return world.store.get('topups', id) ?? topup;
}

/** Completes the top-ups whose time has come. Only inside a transaction. */
export function settleTopups(world: World): void {
  const now = world.clock.seconds();
  for (const topup of world.store.all('topups')) {
    if (topup.status !== 'pending' || topup.expectedAvailability > now) continue;
    const succeeded: TopupRecord = { ...topup, status: 'succeeded' };
    world.store.put('topups', topup.id, succeeded);
    emitEvent(world, NO_REQUEST, {
      owner: PLATFORM_ID,
      type: 'topup.succeeded',
      object: topupView(succeeded),
      previousAttributes: null,
    });
  }
}

export function topupView(topup: TopupRecord): JsonObject {
  return {
    id: topup.id,
    object: 'topup',
    amount: topup.amount,
    balance_transaction: topup.balanceTransaction,
    created: topup.created,
    currency: topup.currency,
    description: topup.description,
    expected_availability_date: topup.expectedAvailability,
    failure_code: null,
    failure_message: null,
    initiated_by: 'user',
    livemode: false,
    metadata: topup.metadata,
    source: null,
    statement_descriptor: topup.statementDescriptor,
    status: topup.status,
    transfer_group: topup.transferGroup,
  };
}
