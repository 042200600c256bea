import { decodeId, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import Stripe from 'stripe';
import { findingOf, type Invariant } from '../invariant';

const PAGE = 100;
const TIMEOUT_MS = 20_000;
/** Payouts that may have a transfer which nobody has written down yet. */
const UNDER_WAY = new Set(['approved', 'sending', 'unknown']);

/** Where transfers can be looked at. */
export interface StripeAccess {
  readonly secretKey: string;
  /** Another address than Stripe's own: the stand-in. */
  readonly apiUrl: string | null;
}

interface StoredPayout {
  readonly id: Uuid;
  readonly status: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly stripeAccountId: string;
  readonly transferId: string | null;
}

/** Matches the transfers that Stripe lists with the payouts, one to one. Without a Stripe at hand it says so and checks nothing. */
export function transfersAtStripe(access: StripeAccess | null): Invariant {
  return {
    number: 6,
    title: 'Transfers at Stripe and transferred payouts match one to one',
    check: async (tx) => {
      const payouts = await readPayouts(tx);
      if (!access) return findingOf(0, [], 'no Stripe at hand; the database’s side is checked above');
      // Asked after the snapshot was taken, so that a transfer of before cannot be missing.
      const transfers = await listTransfers(access);
      return findingOf(transfers.length, [...transfers.flatMap((transfer) => whyUnmatched(transfer, payouts)), ...withoutTransfer(payouts, transfers)]);
    },
  };
}

function whyUnmatched(transfer: Stripe.Transfer, payouts: ReadonlyMap<Uuid, StoredPayout>): string[] {
  const payout = payouts.get(decodeId('payout', transfer.metadata['payout_id'] ?? '') ?? '');
  if (!payout) return [`transfer ${transfer.id} of ${transfer.amount} ${transfer.currency} belongs to no payout`];
  if (payout.transferId === null && UNDER_WAY.has(payout.status)) return [];
  if (payout.transferId !== transfer.id) return [`transfer ${transfer.id} is a second one of payout ${payout.id}, which is ${payout.status}`];
  if (!isSameMoney(transfer, payout)) return [`transfer ${transfer.id} of ${transfer.amount} ${transfer.currency} is not the sum or the destination of payout ${payout.id}`];
  const kept = transfer.amount - transfer.amount_reversed;
  const expected = payout.status === 'returned' ? 0 : transfer.amount;
  return kept === expected ? [] : [`payout ${payout.id} is ${payout.status} and ${transfer.amount_reversed} of transfer ${transfer.id} was taken back`];
}

function isSameMoney(transfer: Stripe.Transfer, payout: StoredPayout): boolean {
  const destination = typeof transfer.destination === 'string' ? transfer.destination : transfer.destination?.id;
  return BigInt(transfer.amount) === payout.amountMinor && transfer.currency.toUpperCase() === payout.currency && destination === payout.stripeAccountId;
}

function withoutTransfer(payouts: ReadonlyMap<Uuid, StoredPayout>, transfers: readonly Stripe.Transfer[]): string[] {
  const ids = new Set(transfers.map((transfer) => transfer.id));
  return [...payouts.values()]
    .filter((payout) => payout.transferId !== null && !ids.has(payout.transferId))
    .map((payout) => `Stripe has no transfer ${payout.transferId} of payout ${payout.id}`);
}

async function readPayouts(tx: Tx): Promise<ReadonlyMap<Uuid, StoredPayout>> {
  const rows = await tx.rows<StoredPayout>(`SELECT id, status, amount_minor, currency, stripe_account_id, transfer_id FROM payout`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every transfer that Fairlead made; an account may be used for other things too. */
async function listTransfers({ secretKey, apiUrl }: StripeAccess): Promise<Stripe.Transfer[]> {
  const url = apiUrl === null ? null : new URL(apiUrl);
  const protocol = url?.protocol === 'https:' ? 'https' : 'http';
  const stripe = new Stripe(secretKey, {
    timeout: TIMEOUT_MS, ...(url ? { host: url.hostname, port: Number(url.port || (protocol === 'https' ? 443 : 80)), protocol } : {}),
  });
  const own: Stripe.Transfer[] = [];
  for await (const transfer of stripe.transfers.list({ limit: PAGE })) {
    if (transfer.metadata['payout_id'] !== undefined || transfer.transfer_group?.startsWith('payout_')) own.push(transfer);
  }
  return own;
}
