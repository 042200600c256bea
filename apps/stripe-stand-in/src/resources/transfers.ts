import { currencyAt, mergedMetadata, requiredAmountAt } from '../validation/rules';
import { emitEvent } from '../webhooks/emit-event';
import type { TransferRecord } from '../state/records';
import { PLATFORM_ID } from '../state/world';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import { textAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { listObject, pageOf, passesCreated, passesText } from '../wire/list';
import { pathValue } from './call';
import type { Call } from './call';
import { transferView } from './transfer-view';

export function createTransfer(call: Call): JsonObject {
  const { world, params, origin } = call;
  const amount = requiredAmountAt(params, 'amount');
  const currency = currencyAt(params, 'currency');
  const metadata = mergedMetadata({}, params);
  const destination = textAt(params, 'destination') ?? '';
  refuseUnlessPossible(call, { amount, currency, destination });
  const transfer = moveMoney(world, {
    amount,
    currency,
    destination,
    metadata,
    transferGroup: textAt(params, 'transfer_group'),
    description: textAt(params, 'description'),
    sourceType: textAt(params, 'source_type') ?? 'card',
  });
  world.logEffect(origin, {
    type: 'transfer.created',
    object: transfer.id,
    amount,
    currency,
    destination,
    transferGroup: transfer.transferGroup,
    metadata,
  });
  const view = transferView(world, transfer);
  emitEvent(world, origin, { owner: PLATFORM_ID, type: 'transfer.created', object: view, previousAttributes: null });
  return view;
}

export function retrieveTransfer(call: Call): JsonObject {
  return transferView(call.world, existingTransfer(call, pathValue(call)));
}

export function updateTransfer(call: Call): JsonObject {
  const { world, params, origin } = call;
  const before = existingTransfer(call, pathValue(call));
  const after: TransferRecord = {
    ...before,
    description: params['description'] === undefined ? before.description : textAt(params, 'description'),
    metadata: mergedMetadata(before.metadata, params),
  };
  world.store.put('transfers', after.id, after);
  const view = transferView(world, after);
  emitEvent(world, origin, {
    owner: PLATFORM_ID,
    type: 'transfer.updated',
    object: view,
    previousAttributes: { description: before.description, metadata: before.metadata },
  });
  return view;
}

export function listTransfers(call: Call): JsonObject {
  const { world, params } = call;
  const rows = world.store
    .all('transfers')
    .filter(
      (transfer) =>
        call.owner === PLATFORM_ID &&
        passesText(transfer.transferGroup, params, 'transfer_group') &&
        passesText(transfer.destination, params, 'destination') &&
        passesCreated(transfer.created, params),
    );
  const page = pageOf(rows, params);
  return listObject('/v1/transfers', page.rows.map((row) => transferView(world, row)), page.hasMore);
}

/** A transfer of the platform; a connected account has none of its own here. */
export function existingTransfer(call: Call, id: string): TransferRecord {
  const transfer = call.owner === PLATFORM_ID ? call.world.store.get('transfers', id) : undefined;
  if (transfer === undefined) throw errors.missingResource('transfer', id);
  return transfer;
}

interface WantedTransfer {
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
}

/** Charges are not part of the stand-in, so a `source_transaction` never exists. */
function refuseUnlessPossible(call: Call, wanted: WantedTransfer): void {
  const { world, params } = call;
  const source = textAt(params, 'source_transaction');
  if (source !== null) throw errors.missingReference('source_transaction', source);
  const account = world.store.get('accounts', wanted.destination);
  if (account === undefined) throw errors.missingReference('destination', wanted.destination);
  if (account.access !== 'granted') throw errors.noAccess(account.id);
  if (account.capabilities['transfers'] !== 'active') throw errors.insufficientCapabilities();
  if (world.available(call.owner, wanted.currency) < wanted.amount) throw errors.balanceInsufficient();
}

/** One debit on the platform and one credit at the destination, both available at once. */
function moveMoney(
  world: World,
  details: Pick<TransferRecord, 'amount' | 'currency' | 'destination' | 'metadata' | 'transferGroup' | 'description' | 'sourceType'>,
): TransferRecord {
  const created = world.clock.seconds();
  const id = world.newId('tr', 'transfers');
  const destinationPayment = `py_1${world.random.text(23)}`;
  const line = { currency: details.currency, availableOn: created, description: details.description };
  const transfer: TransferRecord = {
    ...details,
    id,
    created,
    amountReversed: 0,
    destinationPayment,
    balanceTransaction: world.move({
      ...line,
      owner: PLATFORM_ID,
      amount: -details.amount,
      type: 'transfer',
      reportingCategory: 'transfer',
      source: id,
    }),
    destinationTransaction: world.move({
      ...line,
      owner: details.destination,
      amount: details.amount,
      type: 'payment',
      reportingCategory: 'charge',
      source: destinationPayment,
    }),
  };
  world.store.put('transfers', id, transfer);
  return transfer;
}
