import type { Currency, Uuid } from '@fairlead/kernel';
import type { AccountKind } from '../contracts';

type AdvertiserKind = Extract<AccountKind, `advertiser_${string}`>;
type AffiliateKind = Extract<AccountKind, `affiliate_${string}`>;
type NetworkKind = Exclude<AccountKind, AdvertiserKind | AffiliateKind>;

/** Names an account but for its currency. It need not have been opened yet. */
export type AccountRef =
  | { readonly kind: AdvertiserKind; readonly advertiserId: Uuid }
  | { readonly kind: AffiliateKind; readonly affiliateId: Uuid }
  | { readonly kind: NetworkKind };

/** Money that an advertiser paid in and that nothing claims yet. */
export function advertiserFunds(advertiserId: Uuid): AccountRef {
  return { kind: 'advertiser_funds', advertiserId };
}

/** Charges of conversions that are not decided yet. */
export function advertiserReserved(advertiserId: Uuid): AccountRef {
  return { kind: 'advertiser_reserved', advertiserId };
}

/** Earned and in hold. */
export function affiliatePending(affiliateId: Uuid): AccountRef {
  return { kind: 'affiliate_pending', affiliateId };
}

/** Earned and free to be paid out; negative after a reversal of something already paid. */
export function affiliatePayable(affiliateId: Uuid): AccountRef {
  return { kind: 'affiliate_payable', affiliateId };
}

/** In a payout that is not known to have arrived. */
export function affiliateInTransit(affiliateId: Uuid): AccountRef {
  return { kind: 'affiliate_in_transit', affiliateId };
}

/** The network's cash at Stripe. Credit is positive, so money held there is a negative balance. */
export const stripeBalance: AccountRef = Object.freeze({ kind: 'stripe_balance' });

/** What the network keeps: charge − commission. */
export const networkMargin: AccountRef = Object.freeze({ kind: 'network_margin' });

/** The other side of adjustments and exchanges. */
export const adjustmentAccount: AccountRef = Object.freeze({ kind: 'adjustment' });

const CODE_TAILS: Readonly<Record<AccountKind, string>> = {
  stripe_balance: 'stripe:balance', network_margin: 'network:margin', adjustment: 'network:adjustment',
  advertiser_funds: 'funds', advertiser_reserved: 'reserved',
  affiliate_pending: 'pending', affiliate_payable: 'payable', affiliate_in_transit: 'in_transit',
};

/** The unique, readable name of an account: `advertiser:<uuid>:funds:USD`, `stripe:balance:USD`. A check constraint holds rows to it. */
export function accountCode(ref: AccountRef, currency: Currency): string {
  const tail = CODE_TAILS[ref.kind];
  if ('advertiserId' in ref) return `advertiser:${ref.advertiserId}:${tail}:${currency}`;
  if ('affiliateId' in ref) return `affiliate:${ref.affiliateId}:${tail}:${currency}`;
  return `${tail}:${currency}`;
}

/** The owner of an account; both null for the network's own. */
export function ownerOf(ref: AccountRef): { advertiserId: Uuid | null; affiliateId: Uuid | null } {
  return {
    advertiserId: 'advertiserId' in ref ? ref.advertiserId : null,
    affiliateId: 'affiliateId' in ref ? ref.affiliateId : null,
  };
}
