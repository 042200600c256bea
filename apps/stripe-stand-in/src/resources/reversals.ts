import { amountAt, mergedMetadata } from '../validation/rules';
import { emitEvent } from '../webhooks/emit-event';
import type { ReversalRecord, TransferRecord } from '../state/records';
import { PLATFORM_ID } from '../state/world';
import type { World } from '../state/world';
import { errors } from '../wire/errors';
import { textAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { listObject, pageOf } from '../wire/list';
import { pathValue } from './call';
import type { Call } from './call';
import { reversalsOf, reversalView, transferView } from './transfer-view';
import { existingTransfer } from './transfers';

export function createReversal(call: Call): JsonObject {
  const { world, params, origin } = call;
  const wanted = amountAt(params, 'amount');
  const metadata = mergedMetadata({}, params);
  const transfer = existingTransfer(call, pathValue(call));
  const remaining = transfer.amount - transfer.amountReversed;
  if (remaining === 0) throw errors.alreadyReversed(transfer.id);
  const amount = wanted ?? remaining;
  if (amount > remaining) throw errors.reversalTooLarge(amount, remaining);
  const isShort = world.available(transfer.destination, transfer.currency) < amount;
  if (isShort && world.settings.reversalShortfall === 'fail') throw errors.destinationShort(transfer.destination);
  const reversal = moveMoneyBack(world, transfer, amount, { metadata, description: textAt(params, 'description') });
  const after: TransferRecord = { ...transfer, amountReversed: transfer.amountReversed + amount };
  world.store.put('transfers', after.id, after);
  world.logEffect(origin, {
    type: 'transfer.reversed',
    object: reversal.id,
    amount,
    currency: transfer.currency,
    destination: transfer.destination,
    transferGroup: transfer.transferGroup,
    metadata,
  });
  emitEvent(world, origin, {
    owner: PLATFORM_ID,
    type: 'transfer.reversed',
    object: transferView(world, after),
    previousAttributes: { amount_reversed: transfer.amountReversed },
  });
  return reversalView(reversal);
}

export function retrieveReversal(call: Call): JsonObject {
  const transfer = existingTransfer(call, pathValue(call, 'transfer_id'));
  const id = pathValue(call);
  const reversal = call.world.store.get('reversals', id);
  if (reversal?.transfer !== transfer.id) throw errors.missingResource('transfer reversal', id);
  return reversalView(reversal);
}

export function listReversals(call: Call): JsonObject {
  const transfer = existingTransfer(call, pathValue(call));
  const page = pageOf(reversalsOf(call.world, transfer.id), call.params);
  return listObject(`/v1/transfers/${transfer.id}/reversals`, page.rows.map(reversalView), page.hasMore);
}

/** The mirror of the transfer's two movements. */
function moveMoneyBack(
  world: World,
  transfer: TransferRecord,
  amount: number,
  notes: { readonly metadata: ReversalRecord['metadata']; readonly description: string | null },
): ReversalRecord {
  const created = world.clock.seconds();
  const id = world.newId('trr', 'reversals');
  const destinationPaymentRefund = `pyr_1${world.random.text(23)}`;
  const line = { currency: transfer.currency, availableOn: created, description: notes.description };
  world.move({
    ...line,
    owner: transfer.destination,
    amount: -amount,
    type: 'payment_refund',
    reportingCategory: 'refund',
    source: destinationPaymentRefund,
  });
  const balanceTransaction = world.move({
    ...line,
    owner: PLATFORM_ID,
    amount,
    type: 'transfer_refund',
    reportingCategory: 'transfer_reversal',
    source: id,
  });
  const reversal: ReversalRecord = {
    id,
    created,
    transfer: transfer.id,
    amount,
    currency: transfer.currency,
    balanceTransaction,
    destinationPaymentRefund,
    metadata: notes.metadata,
  };
  world.store.put('reversals', id, reversal);
  return reversal;
}
