import type { Uuid } from '@fairlead/kernel';
import { isCooling } from './cool-down';
import type { Destination } from './plan-batch';

export const PAYOUT_WARNING_KINDS = ['replaced_account', 'destination_cooling', 'changed_account', 'first_payout', 'far_above_usual'] as const;
export type PayoutWarningKind = (typeof PAYOUT_WARNING_KINDS)[number];

/** Something about a planned payout that an approver should look at. It stops no approval. */
export interface PayoutWarning {
  readonly kind: PayoutWarningKind;
  readonly payoutId: Uuid;
  readonly affiliateId: Uuid;
}

/** A planned payout beside what its affiliate was paid before. Amounts are minor units of one currency. */
export interface PayoutWithPast {
  readonly payoutId: Uuid;
  readonly affiliateId: Uuid;
  readonly amountMinor: bigint;
  readonly stripeAccountId: string;
  /** Payouts that arrived, in any currency. */
  readonly earlierCount: number;
  /** Where the last of them went; null without one. */
  readonly lastStripeAccountId: string | null;
  /** Of those in the currency of this one. */
  readonly sameCurrencyCount: number;
  readonly sameCurrencyMinor: bigint;
}

/** More than four times the mean of what arrived before, which is 300 % on top. */
const FAR_ABOVE = 4n;

/**
 * What makes payouts unlike those before, or their accounts unlike at the draft: how stolen accounts and slips of the hand show. In the order of the
 * payouts, the gravest of each first.
 * @param live the destinations that their affiliates have now.
 */
export function warningsOf(payouts: readonly PayoutWithPast[], live: readonly Destination[], now: Date): PayoutWarning[] {
  const liveOf = new Map(live.map((destination) => [destination.affiliateId, destination]));
  return payouts.flatMap((payout) => [...sinceTheDraft(payout, liveOf.get(payout.affiliateId), now), ...unlikeBefore(payout)].map((kind) => ({ kind, payoutId: payout.payoutId, affiliateId: payout.affiliateId })));
}

/** Such a payout is refused when it is sent. */
function sinceTheDraft(payout: PayoutWithPast, live: Destination | undefined, now: Date): PayoutWarningKind[] {
  const replaced = live?.stripeAccountId !== payout.stripeAccountId;
  return [...(replaced ? ['replaced_account' as const] : []), ...(live && isCooling(live, now) ? ['destination_cooling' as const] : [])];
}

function unlikeBefore(payout: PayoutWithPast): PayoutWarningKind[] {
  if (payout.earlierCount === 0) return ['first_payout'];
  const changed = payout.lastStripeAccountId !== payout.stripeAccountId;
  // amount > 4 × sum ÷ count, without a division
  const farAbove = payout.sameCurrencyCount > 0 && payout.amountMinor * BigInt(payout.sameCurrencyCount) > FAR_ABOVE * payout.sameCurrencyMinor;
  return [...(changed ? ['changed_account' as const] : []), ...(farAbove ? ['far_above_usual' as const] : [])];
}
