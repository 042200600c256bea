import type { ReversalRecord, TransferRecord } from '../state/records';
import type { World } from '../state/world';
import { listObject } from '../wire/list';
import type { JsonObject } from '../wire/json';

/** Reversals inside of a transfer; more of them come from their own list. */
const EMBEDDED_REVERSALS = 10;

export function transferView(world: World, transfer: TransferRecord): JsonObject {
  const reversals = transfer.amountReversed === 0 ? [] : reversalsOf(world, transfer.id).reverse();
  return {
    id: transfer.id,
    object: 'transfer',
    amount: transfer.amount,
    amount_reversed: transfer.amountReversed,
    balance_transaction: transfer.balanceTransaction,
    created: transfer.created,
    currency: transfer.currency,
    description: transfer.description,
    destination: transfer.destination,
    destination_payment: transfer.destinationPayment,
    livemode: false,
    metadata: transfer.metadata,
    reversals: listObject(
      `/v1/transfers/${transfer.id}/reversals`,
      reversals.slice(0, EMBEDDED_REVERSALS).map(reversalView),
      reversals.length > EMBEDDED_REVERSALS,
    ),
    reversed: transfer.amountReversed === transfer.amount,
    source_transaction: null,
    source_type: transfer.sourceType,
    transfer_group: transfer.transferGroup,
  };
}

/** Oldest first. */
export function reversalsOf(world: World, transferId: string): ReversalRecord[] {
  return world.store.all('reversals').filter((reversal) => reversal.transfer === transferId);
}

export function reversalView(reversal: ReversalRecord): JsonObject {
  return {
    id: reversal.id,
    object: 'transfer_reversal',
    amount: reversal.amount,
    balance_transaction: reversal.balanceTransaction,
    created: reversal.created,
    currency: reversal.currency,
    destination_payment_refund: reversal.destinationPaymentRefund,
    metadata: reversal.metadata,
    source_refund: null,
    transfer: reversal.transfer,
  };
}

/** The charge that a transfer appears as in the destination's own account. */
export function destinationPaymentView(transfer: TransferRecord): JsonObject {
  return {
    id: transfer.destinationPayment,
    object: 'charge',
    amount: transfer.amount,
    amount_captured: transfer.amount,
    amount_refunded: transfer.amountReversed,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: transfer.destinationTransaction,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: true,
    created: transfer.created,
    currency: transfer.currency,
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: { type: 'stripe_account', stripe_account: {} },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: transfer.amountReversed === transfer.amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: transfer.id,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}
