import type { Currency } from '@fairlead/kernel';

/** What a notice needs to be worded, by kind. Amounts are minor units as decimal digits: JSON has no bigint. */
export type NoticeFactsOf =
  | { readonly kind: 'application_received'; readonly facts: { readonly offer: string; readonly affiliate: string } }
  | { readonly kind: 'application_decided'; readonly facts: { readonly offer: string; readonly approved: boolean; readonly reason: string | null } }
  | { readonly kind: 'payout_sent'; readonly facts: { readonly amountMinor: string; readonly currency: Currency } }
  | { readonly kind: 'payout_failed'; readonly facts: { readonly amountMinor: string; readonly currency: Currency; readonly reason: string | null } }
  | { readonly kind: 'batch_submitted'; readonly facts: { readonly amountMinor: string; readonly currency: Currency; readonly payouts: number } }
  | { readonly kind: 'postbacks_refused'; readonly facts: { readonly calls: number } }
  | { readonly kind: 'domain_lapsed'; readonly facts: { readonly host: string } }
  | { readonly kind: 'payout_account_changed'; readonly facts: { readonly until: string } };

/** The facts of any kind, as stored. */
export interface NoticeFacts {
  readonly offer?: string;
  readonly affiliate?: string;
  readonly approved?: boolean;
  readonly reason?: string | null;
  readonly amountMinor?: string;
  readonly currency?: Currency;
  readonly payouts?: number;
  readonly calls?: number;
  readonly host?: string;
  /** RFC 3339 */
  readonly until?: string;
}

/** One thing that an organization is told in the portal. */
export type NoticeToTell = NoticeFactsOf & {
  /** Public id of what it is about; null where the kind says it all. */
  readonly subject: string | null;
};
