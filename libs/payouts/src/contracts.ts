import type { Currency, Uuid } from '@fairlead/kernel';

export const BATCH_STATUSES = ['draft', 'submitted', 'approved', 'releasing', 'settled', 'partly_failed', 'rejected', 'cancelled'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

export const PAYOUT_STATUSES = ['planned', 'approved', 'sending', 'transferred', 'failed', 'unknown', 'returned', 'cancelled'] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** Why an affiliate with a payable balance is not in a batch. */
export const EXCLUSION_REASONS = ['affiliate_suspended', 'no_destination', 'destination_not_active', 'destination_cooling', 'balance_not_positive'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** An affiliate that a batch leaves out, with the sum that waits. */
export interface Exclusion {
  readonly affiliateId: Uuid;
  readonly amountMinor: string;
  readonly reason: ExclusionReason;
  /** RFC 3339; when the reason ends by itself. Of `destination_cooling` only. */
  readonly until?: string;
}

/** A batch of payouts in one currency. */
export interface BatchView {
  readonly id: Uuid;
  readonly currency: Currency;
  readonly cutoffAt: Date;
  readonly status: BatchStatus;
  /** SHA-256 over every payout and line; an approval is bound to it. */
  readonly digest: string;
  readonly totalMinor: bigint;
  readonly payoutCount: number;
  readonly excluded: readonly Exclusion[];
  readonly preparedBy: Uuid;
  readonly submittedBy: Uuid | null;
  readonly approvedBy: Uuid | null;
  readonly releasedBy: Uuid | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly approvedAt: Date | null;
  readonly releasedAt: Date | null;
}

/** One sum to one affiliate. Amount and destination are frozen when the batch is drafted. */
export interface PayoutView {
  readonly id: Uuid;
  readonly batchId: Uuid;
  readonly affiliateId: Uuid;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly stripeAccountId: string;
  readonly status: PayoutStatus;
  /** `tr_…` once Stripe has it. */
  readonly transferId: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** One part of a payout: a commission, a reversal of one carried forward (negative), or an adjustment (of either sign). */
export interface PayoutLineView {
  readonly id: Uuid;
  readonly payoutId: Uuid;
  /** Null for an adjustment. */
  readonly commissionId: Uuid | null;
  readonly commissionReversalId: Uuid | null;
  readonly adjustmentId: Uuid | null;
  readonly amountMinor: bigint;
}

/** A batch waits for the approval of another person. */
export const BATCH_SUBMITTED = 'payout_batch.submitted.v1';
export const BATCH_RELEASED = 'payout_batch.released.v1';
export const PAYOUT_TRANSFERRED = 'payout.transferred.v1';
export const PAYOUT_FAILED = 'payout.failed.v1';
/** An affiliate is paid to another account than before, or another bank account or card is behind it. */
export const PAYOUT_DESTINATION_CHANGED = 'payout_destination.changed.v1';

/** Payload of payout events. */
export interface PayoutEventPayload {
  readonly payoutId: Uuid;
  readonly affiliateId: Uuid;
}

/** Payload of `payout_destination.changed.v1`. */
export interface PayoutDestinationEventPayload {
  readonly destinationId: Uuid;
  readonly affiliateId: Uuid;
}
