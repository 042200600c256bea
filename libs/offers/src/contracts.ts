import type { Currency, Uuid } from '@fairlead/kernel';

export const OFFER_STATUSES = ['draft', 'active', 'paused', 'archived'] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/** Who may promote: anybody at once, anybody after approval, or only who the advertiser enrols. */
export const OFFER_VISIBILITIES = ['public', 'approval', 'private'] as const;
export type OfferVisibility = (typeof OFFER_VISIBILITIES)[number];

export const ENROLMENT_STATUSES = ['pending', 'approved', 'rejected'] as const;
export type EnrolmentStatus = (typeof ENROLMENT_STATUSES)[number];

/** Whether a valid conversion is approved by itself or by the advertiser. */
export type ApprovalMode = 'auto' | 'manual';

/** What an affiliate earns: a share of the sale in basis points, or a fixed sum in minor units. */
export type CommissionPlan = { readonly type: 'percent'; readonly rateBps: number } | { readonly type: 'flat'; readonly amountMinor: bigint };

/** One immutable version of an offer's terms. A commission is computed under the version in force at the click. */
export interface OfferTerms {
  readonly id: Uuid;
  readonly offerId: Uuid;
  readonly version: number;
  /** In force from here until the next version. */
  readonly validFrom: Date;
  readonly currency: Currency;
  readonly commission: CommissionPlan;
  /** What the network adds to the commission, in basis points of the commission. */
  readonly networkFeeBps: number;
  /** Longest time from click to conversion, in days. */
  readonly attributionWindowDays: number;
  /** From approval until the commission can be paid, in days. */
  readonly holdDays: number;
  readonly approval: ApprovalMode;
  /** Counted clicks per UTC day; null is no cap. */
  readonly dailyClickCap: number | null;
  /** Conversions per UTC day that are not held for review; null is no cap. */
  readonly dailyConversionCap: number | null;
}

/** An offer as other contexts see it. */
export interface OfferView {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly name: string;
  readonly status: OfferStatus;
  readonly visibility: OfferVisibility;
  readonly landingUrl: string;
  /** Query parameter that carries the click id to the landing page. */
  readonly clickParameter: string;
  readonly currency: Currency;
  readonly deepLinkHosts: readonly string[];
  /** Paid events in order; the first is the default. */
  readonly goals: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An affiliate's right to promote an offer. */
export interface EnrolmentView {
  readonly id: Uuid;
  readonly offerId: Uuid;
  readonly advertiserId: Uuid;
  readonly affiliateId: Uuid;
  readonly status: EnrolmentStatus;
  readonly appliedAt: Date;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

/** A code that stands for an affiliate where no link was clicked. */
export interface PromoCodeView {
  readonly id: Uuid;
  readonly offerId: Uuid;
  readonly advertiserId: Uuid;
  readonly affiliateId: Uuid;
  readonly code: string;
  readonly createdAt: Date;
}
