import { matchTransfers, type PayoutToMatch, type TransferDifference, type TransferToMatch } from '@fairlead/payouts';
import type { Tx } from '@fairlead/platform';
import Stripe from 'stripe';
import { findingOf, type Invariant } from '../invariant';

const PAGE = 100;
const TIMEOUT_MS = 20_000;
/** Where transfers can be looked at. */
export interface StripeAccess {
  readonly secretKey: string;
  /** Another address than Stripe's own: the stand-in. */
  readonly apiUrl: string | null;
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
      return findingOf(transfers.length, matchTransfers(payouts, transfers).map(({ kind, transfer, payout }) => IN_WORDS[kind](transfer, payout)));
    },
  };
}

const IN_WORDS: Readonly<Record<TransferDifference['kind'], (transfer: TransferToMatch | null, payout: PayoutToMatch | null) => string>> = {
  unknown_transfer: (transfer) => `transfer ${transfer?.id} of ${transfer?.amountMinor} ${transfer?.currency} belongs to no payout`,
  second_transfer: (transfer, payout) => `transfer ${transfer?.id} is a second one of payout ${payout?.id}, which is ${payout?.status}`,
  other_money: (transfer, payout) => `transfer ${transfer?.id} of ${transfer?.amountMinor} ${transfer?.currency} is not the sum or the destination of payout ${payout?.id}`,
  taken_back: (transfer, payout) => `payout ${payout?.id} is ${payout?.status} and ${transfer?.amountReversedMinor} of transfer ${transfer?.id} was taken back`,
  missing_transfer: (_transfer, payout) => `Stripe has no transfer ${payout?.transferId} of payout ${payout?.id}`,
};

async function readPayouts(tx: Tx): Promise<PayoutToMatch[]> {
  return tx.rows<PayoutToMatch>(`SELECT id, status, amount_minor, currency, stripe_account_id, transfer_id FROM payout`);
}

/** Every transfer that Fairlead made; an account may be used for other things too. */
async function listTransfers({ secretKey, apiUrl }: StripeAccess): Promise<TransferToMatch[]> {
  const url = apiUrl === null ? null : new URL(apiUrl);
  const protocol = url?.protocol === 'https:' ? 'https' : 'http';
  const stripe = new Stripe(secretKey, {
    timeout: TIMEOUT_MS, ...(url ? { host: url.hostname, port: Number(url.port || (protocol === 'https' ? 443 : 80)), protocol } : {}),
  });
  const own: TransferToMatch[] = [];
  for await (const transfer of stripe.transfers.list({ limit: PAGE })) {
    if (transfer.metadata['payout_id'] !== undefined || transfer.transfer_group?.startsWith('payout_')) own.push(toMatch(transfer));
  }
  return own;
}

function toMatch(transfer: Stripe.Transfer): TransferToMatch {
  return {
    id: transfer.id, amountMinor: BigInt(transfer.amount), amountReversedMinor: BigInt(transfer.amount_reversed), currency: transfer.currency.toUpperCase(),
    stripeAccountId: typeof transfer.destination === 'string' ? transfer.destination : (transfer.destination?.id ?? ''), payoutId: transfer.metadata['payout_id'] ?? null,
  };
}
