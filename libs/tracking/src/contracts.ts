import type { Uuid } from '@fairlead/kernel';

/** Why a click does not count. It is stored, and its visitor redirected where there is somewhere to go. */
export const CLICK_FILTER_REASONS = [
  'bot', 'prefetch', 'head_request', 'data_centre', 'duplicate', 'flooding', 'image_click', 'impossible_client', 'referrer_banned',
  'paused', 'expired', 'not_enrolled', 'affiliate_suspended', 'source_blocked', 'cap', 'targeting',
] as const;
export type ClickFilterReason = (typeof CLICK_FILTER_REASONS)[number];
export type ClickStatus = 'counted' | 'filtered';

/** Names of the affiliate's own labels on a click. */
export const SUB_NAMES = ['sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9', 'sub10'] as const;
export type SubName = (typeof SUB_NAMES)[number];
export type Subs = Partial<Record<SubName, string>>;

/** How the visitor came: by the link, its QR code, the script on the advertiser's page, or a promo code typed as an address. */
export const CLICK_TRIGGERS = ['link', 'qr', 'script', 'code'] as const;
export type ClickTrigger = (typeof CLICK_TRIGGERS)[number];

/** What kind of device a user agent names. */
export type Device = 'desktop' | 'mobile' | 'tablet' | 'other';

/** A stored click, as attribution and traces need it. */
export interface ClickView {
  readonly id: Uuid;
  /** 128 random bits as hex; the public id is made of both. */
  readonly nonce: string;
  readonly linkId: Uuid;
  readonly offerId: Uuid;
  readonly advertiserId: Uuid;
  readonly affiliateId: Uuid;
  /** Terms in force at the click. */
  readonly termsId: Uuid;
  readonly occurredAt: Date;
  readonly status: ClickStatus;
  readonly reason: ClickFilterReason | null;
  /** First counted click of the visitor on the offer and affiliate within 24 hours. */
  readonly unique: boolean;
  readonly trigger: ClickTrigger;
  /** Version of the offer's routing in force; 0 where none was ever set. */
  readonly routingVersion: number;
  /** Null: the offer's own landing page, or a deep link. */
  readonly landingPageId: Uuid | null;
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly creativeId: string | null;
  /** Without its query. */
  readonly referrer: string | null;
  readonly userAgent: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly region: string | null;
  /** Primary subtag of the first accepted language. */
  readonly language: string | null;
  readonly device: Device;
  readonly os: string | null;
  readonly browser: string | null;
  /** What else the decision rested on. */
  readonly evidence: Readonly<Record<string, unknown>> | null;
}

export const TRACKING_DOMAIN_STATUSES = ['pending', 'verified', 'lapsed'] as const;
/** Whether a tracking domain's ownership is still to be proven, proven, or no longer proven. */
export type TrackingDomainStatus = (typeof TRACKING_DOMAIN_STATUSES)[number];

/** The proof of a domain's ownership is gone: it is served no more. */
export const TRACKING_DOMAIN_LAPSED = 'tracking_domain.lapsed.v1';

/** Payload of `tracking_domain.lapsed.v1`. */
export interface TrackingDomainEventPayload {
  readonly domainId: Uuid;
  readonly host: string;
}
