import type { PayoutDestinationStatus } from '@fairlead/affiliates/contracts';
import type { Uuid } from '@fairlead/kernel';
import type { Exclusion } from '../contracts';
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
}

/** Groups items by affiliate. Whoever cannot be paid now is left out with the reason; nothing is dropped silently. */
export function planBatch(items: readonly PayoutItem[], destinations: readonly Destination[], suspended: ReadonlySet<Uuid> = new Set()): { payouts: PlannedPayout[]; excluded: Exclusion[] } {
  const byAffiliate = new Map<Uuid, PayoutItem[]>();
  for (const item of items) byAffiliate.set(item.affiliateId, [...(byAffiliate.get(item.affiliateId) ?? []), item]);
  const destinationOf = new Map(destinations.map((destination) => [destination.affiliateId, destination]));
  const payouts: PlannedPayout[] = [];
  const excluded: Exclusion[] = [];
  for (const [affiliateId, own] of [...byAffiliate].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const amountMinor = own.reduce((sum, item) => sum + item.amountMinor, 0n);
    const destination = destinationOf.get(affiliateId);
    const reason = suspended.has(affiliateId) ? 'affiliate_suspended' : whyExcluded(amountMinor, destination);
    if (reason) excluded.push({ affiliateId, amountMinor: amountMinor.toString(), reason });
    else if (destination) payouts.push({ affiliateId, stripeAccountId: destination.stripeAccountId, amountMinor, items: own });
  }
  return { payouts, excluded };
}

function whyExcluded(amountMinor: bigint, destination: Destination | undefined): Exclusion['reason'] | null {
  if (amountMinor <= 0n) return 'balance_not_positive';
  if (!destination) return 'no_destination';
  return destination.status === 'active' ? null : 'destination_not_active';
}
