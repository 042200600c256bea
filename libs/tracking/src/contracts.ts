import type { Uuid } from '@fairlead/kernel';

/** Why a click does not count. It is stored, and its visitor redirected where there is somewhere to go. */
export const CLICK_FILTER_REASONS = ['bot', 'prefetch', 'head_request', 'paused', 'not_enrolled', 'affiliate_suspended', 'cap'] as const;
export type ClickFilterReason = (typeof CLICK_FILTER_REASONS)[number];
export type ClickStatus = 'counted' | 'filtered';

/** Names of the affiliate's own labels on a click. */
export const SUB_NAMES = ['sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7', 'sub8', 'sub9', 'sub10'] as const;
export type SubName = (typeof SUB_NAMES)[number];
export type Subs = Partial<Record<SubName, string>>;

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
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly referrer: string | null;
  readonly userAgent: string | null;
  /** ISO 3166-1 alpha-2, where the proxy in front tells it. */
  readonly country: string | null;
  readonly device: Device;
}
