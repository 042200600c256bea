import type { Currency, Uuid } from '@fairlead/kernel';

/** Money received from an advertiser. */
export interface FundingView {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  /** The payment's own reference, unique per advertiser. */
  readonly reference: string;
  readonly receivedAt: Date;
}

export const ADJUSTMENT_STATUSES = ['requested', 'approved', 'rejected'] as const;
export type AdjustmentStatus = (typeof ADJUSTMENT_STATUSES)[number];

/** `credit` gives to the account, `debit` takes from it. */
export const ADJUSTMENT_DIRECTIONS = ['credit', 'debit'] as const;
export type AdjustmentDirection = (typeof ADJUSTMENT_DIRECTIONS)[number];

/** The network's account on the other side; `adjustment` keeps the sum open, as goodwill or until it is cleared up. */
export const COUNTER_ACCOUNTS = ['network_margin', 'stripe_balance', 'adjustment'] as const;
export type CounterAccount = (typeof COUNTER_ACCOUNTS)[number];

/** A correction of one account: an advertiser's funds or an affiliate's payable balance, never both. */
export interface AdjustmentView {
  readonly id: Uuid;
  readonly advertiserId: Uuid | null;
  readonly affiliateId: Uuid | null;
  readonly direction: AdjustmentDirection;
  readonly counterAccount: CounterAccount;
  /** Always positive. */
  readonly amountMinor: bigint;
  readonly currency: Currency;
  /** The owner of the account reads it. */
  readonly reason: string;
  readonly status: AdjustmentStatus;
  readonly requestedBy: Uuid;
  readonly requestedAt: Date;
  /** Who approved or rejected it; an approver is never the requester. */
  readonly decidedBy: Uuid | null;
  readonly decidedAt: Date | null;
  /** The journal of an approved one. */
  readonly journalId: Uuid | null;
}

/** An approved adjustment of an affiliate's payable balance, as a payout takes it. */
export interface PayableAdjustment {
  readonly id: Uuid;
  readonly affiliateId: Uuid;
  /** Negative for a debit. */
  readonly amountMinor: bigint;
  readonly reason: string;
  readonly approvedAt: Date;
}
