import type { PayoutDestinationStatus } from '@fairlead/affiliates/contracts';
import type { Uuid } from '@fairlead/kernel';
import type { Exclusion, ExclusionReason } from '../contracts';
import { isCooling } from './cool-down';
import type { PayoutItem } from './payout-item';

/** A payout to be: one affiliate's items and where they go. */
export interface PlannedPayout {
  readonly affiliateId: Uuid;
  readonly stripeAccountId: string;
  readonly amountMinor: bigint;
  readonly items: readonly PayoutItem[];
}

/** Where an affiliate is paid to. */
export interface Destination {
  readonly affiliateId: Uuid;
  readonly stripeAccountId: string;
  readonly status: PayoutDestinationStatus;
  /** No new payout before this. */
  readonly coolsUntil: Date | null;
}

/** What decides beside the balance and the destination whether somebody is paid. */
export interface Circumstances {
  readonly now: Date;
  readonly suspended: ReadonlySet<Uuid>;
}

/** Groups items by affiliate. Whoever cannot be paid now is left out with the reason; nothing is dropped silently. */
export function planBatch(items: readonly PayoutItem[], destinations: readonly Destination[], circumstances: Circumstances): { payouts: PlannedPayout[]; excluded: Exclusion[] } {
  const byAffiliate = new Map<Uuid, PayoutItem[]>();
  for (const item of items) byAffiliate.set(item.affiliateId, [...(byAffiliate.get(item.affiliateId) ?? []), item]);
  const destinationOf = new Map(destinations.map((destination) => [destination.affiliateId, destination]));
  const payouts: PlannedPayout[] = [];
  const excluded: Exclusion[] = [];
  for (const [affiliateId, own] of [...byAffiliate].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const amountMinor = own.reduce((sum, item) => sum + item.amountMinor, 0n);
    const destination = destinationOf.get(affiliateId);
    const exclusion = exclusionOf({ affiliateId, amountMinor }, destination, circumstances);
    if (exclusion) excluded.push(exclusion);
    else if (destination) payouts.push({ affiliateId, stripeAccountId: destination.stripeAccountId, amountMinor, items: own });
  }
  return { payouts, excluded };
}

/** Why a batch drafted now would leave a balance out; null when it would not. */
export function exclusionOf(balance: { readonly affiliateId: Uuid; readonly amountMinor: bigint }, destination: Destination | undefined, { now, suspended }: Circumstances): Exclusion | null {
  const { affiliateId, amountMinor } = balance;
  const reason = suspended.has(affiliateId) ? 'affiliate_suspended' : whyExcluded(amountMinor, destination, now);
  if (!reason) return null;
  const until = reason === 'destination_cooling' ? destination?.coolsUntil : null;
  return { affiliateId, amountMinor: amountMinor.toString(), reason, ...(until ? { until: until.toISOString() } : {}) };
}

function whyExcluded(amountMinor: bigint, destination: Destination | undefined, now: Date): ExclusionReason | null {
  if (amountMinor <= 0n) return 'balance_not_positive';
  if (!destination) return 'no_destination';
  if (destination.status !== 'active') return 'destination_not_active';
  return isCooling(destination, now) ? 'destination_cooling' : null;
}
