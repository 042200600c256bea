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

/** What traffic can be told apart by. `weekday` is 1 (Monday) to 7, `hour` 0 to 23, both in the offer's time zone. */
export const TARGETING_DIMENSIONS = [
  'country', 'region', 'device', 'os', 'browser', 'language', 'weekday', 'hour', 'referrer', 'source_id',
  'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9', 'sub10',
] as const;
export type TargetingDimension = (typeof TARGETING_DIMENSIONS)[number];

/** Lets through only, or everything but, visits with one of the values. A visit whose value is unknown passes `deny` and fails `allow`. */
export interface TargetingRule {
  readonly dimension: TargetingDimension;
  readonly mode: 'allow' | 'deny';
  readonly values: readonly string[];
}

/** One of an offer's landing pages. */
export interface LandingPage {
  readonly id: Uuid;
  readonly name: string;
  /** May hold macros. */
  readonly url: string;
  /** 0 to 10000; 0 is never chosen. */
  readonly weight: number;
  readonly targeting: readonly TargetingRule[];
}

/** Why an offer does not take a visit; fail traffic may be sent elsewhere by reason. */
export const FAIL_REASONS = ['paused', 'expired', 'affiliate_suspended', 'not_enrolled', 'source_blocked', 'cap', 'targeting'] as const;
export type FailReason = (typeof FAIL_REASONS)[number];

/** Another offer that takes what this one does not. */
export interface FailTarget {
  readonly offerId: Uuid;
  /** Lower goes first. */
  readonly priority: number;
  /** 0 to 10000; 0 is never chosen by weight. */
  readonly weight: number;
  /** Empty: every reason. */
  readonly reasons: readonly FailReason[];
}

/** Names of the UTM parameters. */
export const UTM_NAMES = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const;
export type UtmName = (typeof UTM_NAMES)[number];

/** One immutable version of how an offer's traffic is routed. */
export interface OfferRouting {
  /** 0 where nothing was ever set: defaults only. */
  readonly version: number;
  /** IANA time zone of `weekday` and `hour`. */
  readonly timeZone: string;
  /** Clicks from here on are fail traffic; null is never. */
  readonly expiresAt: Date | null;
  readonly targeting: readonly TargetingRule[];
  /** None: the offer's landing URL takes all. */
  readonly landingPages: readonly LandingPage[];
  readonly failMode: 'priority' | 'weight';
  readonly failTargets: readonly FailTarget[];
  /** Whether traffic of a paused offer goes along the waterfall at all. */
  readonly redirectWhenPaused: boolean;
  /** Takes fail traffic that no target takes; may hold macros. Null is the neutral page. */
  readonly fallbackUrl: string | null;
  /** Added to the landing URL where it has no such parameter; may hold macros. */
  readonly utm: Readonly<Partial<Record<UtmName, string>>>;
  /** Affiliates' traffic that is not wanted: of one source, of one affiliate, or of one source of one affiliate. */
  readonly blockedSources: readonly { readonly affiliateId: Uuid | null; readonly sourceId: string | null }[];
  /** Referring hosts (with their subdomains) whose clicks do not count. */
  readonly bannedReferrers: readonly string[];
  /** Whether clicks that carry an ad platform's id (gclid, msclkid …) are unwanted: they are flagged in the evidence. */
  readonly forbidsPaidTraffic: boolean;
  /** Whether conversions may be reported by a visitor's browser, which proves nothing but its click: each is held for a person. */
  readonly takesBrowserReports: boolean;
}

/** How an offer's traffic is routed where nobody has said anything. */
export const DEFAULT_ROUTING: OfferRouting = Object.freeze({
  version: 0, timeZone: 'UTC', expiresAt: null, targeting: [], landingPages: [], failMode: 'priority', failTargets: [], redirectWhenPaused: false, fallbackUrl: null,
  utm: {}, blockedSources: [], bannedReferrers: [], forbidsPaidTraffic: false, takesBrowserReports: false,
});

/** An affiliate asked to promote an offer that a person decides on. */
export const ENROLMENT_REQUESTED = 'enrolment.requested.v1';
/** A person approved or rejected an application. */
export const ENROLMENT_DECIDED = 'enrolment.decided.v1';
