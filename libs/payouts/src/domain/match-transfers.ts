import { decodeId, type Uuid } from '@fairlead/kernel';
import type { PayoutStatus } from '../contracts';

export const TRANSFER_DIFFERENCES = ['unknown_transfer', 'second_transfer', 'other_money', 'taken_back', 'missing_transfer'] as const;
export type TransferDifferenceKind = (typeof TRANSFER_DIFFERENCES)[number];

/** What a payout says of its transfer. Minor units of its currency. */
export interface PayoutToMatch {
  readonly id: Uuid;
  readonly status: PayoutStatus;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly stripeAccountId: string;
  readonly transferId: string | null;
}

/** What Stripe says of a transfer. `payoutId` is the public id that was sent along with it. */
export interface TransferToMatch {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly amountReversedMinor: bigint;
  readonly currency: string;
  readonly stripeAccountId: string;
  readonly payoutId: string | null;
}

/** Where the two do not agree; one of both may be missing. */
export interface TransferDifference {
  readonly kind: TransferDifferenceKind;
  readonly transfer: TransferToMatch | null;
  readonly payout: PayoutToMatch | null;
}

/** Payouts that may have a transfer which nobody has written down yet. */
const UNDER_WAY: ReadonlySet<PayoutStatus> = new Set(['approved', 'sending', 'unknown']);

/** Matches payouts and transfers one to one. `payouts` are read before `transfers`, so that no transfer of before can be missing. */
export function matchTransfers(payouts: readonly PayoutToMatch[], transfers: readonly TransferToMatch[]): TransferDifference[] {
  const byId = new Map(payouts.map((payout) => [payout.id, payout]));
  const found = new Set(transfers.map((transfer) => transfer.id));
  return [
    ...transfers.flatMap((transfer) => differencesOf(transfer, byId.get(decodeId('payout', transfer.payoutId ?? '') ?? '') ?? null)),
    ...payouts.filter(({ transferId }) => transferId !== null && !found.has(transferId)).map((payout) => ({ kind: 'missing_transfer' as const, transfer: null, payout })),
  ];
}

function differencesOf(transfer: TransferToMatch, payout: PayoutToMatch | null): TransferDifference[] {
  if (payout === null) return [{ kind: 'unknown_transfer', transfer, payout }];
  if (payout.transferId === null && UNDER_WAY.has(payout.status)) return [];
  if (payout.transferId !== transfer.id) return [{ kind: 'second_transfer', transfer, payout }];
  if (transfer.amountMinor !== payout.amountMinor || transfer.currency !== payout.currency || transfer.stripeAccountId !== payout.stripeAccountId) return [{ kind: 'other_money', transfer, payout }];
  const takenBack = payout.status === 'returned' ? transfer.amountMinor : 0n;
  return transfer.amountReversedMinor === takenBack ? [] : [{ kind: 'taken_back', transfer, payout }];
}
