import type { Currency, Uuid } from '@fairlead/kernel';

/** What a journal records; each kind allows its own transfers only (`domain/journal-kinds.ts`). */
export const JOURNAL_KINDS = [
  'funding.received', 'conversion.reserved', 'conversion.released', 'commission.accrued', 'commission.released', 'payout.reserved',
  'payout.transferred', 'payout.returned', 'conversion.reversed', 'adjustment', 'fee', 'fx',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** What an account holds. Advertiser and affiliate accounts have one owner, the others belong to the network. */
export const ACCOUNT_KINDS = [
  'stripe_balance', 'advertiser_funds', 'advertiser_reserved', 'affiliate_pending', 'affiliate_payable', 'affiliate_in_transit',
  'network_margin', 'adjustment',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** One signed amount on one account, in minor units; credit is positive. */
export interface PostingView {
  readonly id: Uuid;
  /** Transfer n posts line 2n − 1 (from, negative) and line 2n (to, positive). */
  readonly lineNo: number;
  readonly accountId: Uuid;
  readonly accountCode: string;
  readonly accountKind: AccountKind;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly advertiserId: Uuid | null;
  readonly affiliateId: Uuid | null;
}

/** A journal with those of its postings that the reader may see: a tenant sees its own, the network all. */
export interface JournalView {
  readonly id: Uuid;
  readonly kind: JournalKind;
  /** What caused it: `{ type: 'conversion', id }`. */
  readonly source: { readonly type: string; readonly id: Uuid };
  readonly key: string;
  readonly postedAt: Date;
  readonly effectiveAt: Date;
  readonly memo: string | null;
  /** `user:<uuid>` or `system:<name>`. */
  readonly actor: string;
  /** The user who approved an adjustment, fee or exchange. */
  readonly approvedBy: Uuid | null;
  readonly reversesJournalId: Uuid | null;
  readonly advertiserId: Uuid | null;
  readonly affiliateId: Uuid | null;
  /** Of the whole journal, visible or not. */
  readonly postingCount: number;
  readonly contentHash: string;
  readonly postings: readonly PostingView[];
}

/** An account and its balance in minor units: the sum of its postings. */
export interface LedgerAccountView {
  readonly id: Uuid;
  readonly code: string;
  readonly kind: AccountKind;
  readonly advertiserId: Uuid | null;
  readonly affiliateId: Uuid | null;
  readonly currency: Currency;
  readonly openedAt: Date;
  readonly balanceMinor: bigint;
}

/** One balance of one owner, in minor units; credit is positive. */
export interface BalanceView {
  readonly kind: AccountKind;
  readonly currency: Currency;
  readonly balanceMinor: bigint;
}

/** All accounts of one currency: the sums of the debit and of the credit balances; the difference is credit − debit and must be 0. */
export interface TrialBalanceLine {
  readonly currency: Currency;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly differenceMinor: bigint;
}
