import type { Currency, Uuid } from '@fairlead/kernel';

export const COMMISSION_STATUSES = ['pending', 'approved', 'payable', 'in_payout', 'paid', 'void', 'reversed'] as const;
export type CommissionStatus = (typeof COMMISSION_STATUSES)[number];

/** Why an earned commission whose hold is over is not payable yet. */
export type BlockedReason = 'awaiting_funds';

/** How a commission was computed, stored with it: anybody can redo it by hand. Integers are minor units in decimal text. */
export interface CalculationTrace {
  readonly inputs: { readonly amount: string; readonly currency: string; readonly termsId: Uuid; readonly termsVersion: number };
  readonly steps: readonly { readonly of: 'commission' | 'margin' | 'charge'; readonly formula: string; readonly result: string }[];
  readonly rounding: 'half_even';
}

/** What an affiliate earns for a conversion, as other contexts see it. */
export interface CommissionView {
  readonly id: Uuid;
  readonly conversionId: Uuid;
  readonly advertiserId: Uuid;
  readonly affiliateId: Uuid;
  readonly offerId: Uuid;
  readonly goal: string;
  readonly termsId: Uuid;
  readonly currency: Currency;
  readonly status: CommissionStatus;
  /** As first computed. */
  readonly amountMinor: bigint;
  /** The network's part of the charge. */
  readonly marginMinor: bigint;
  /** Taken back so far. */
  readonly reversedMinor: bigint;
  readonly reversedMarginMinor: bigint;
  /** The part of `reversedMinor` that came after a payout claimed the commission: the next payout carries it. */
  readonly carriedMinor: bigint;
  readonly trace: CalculationTrace;
  readonly createdAt: Date;
  readonly approvedAt: Date | null;
  /** When the hold ends; null before approval. */
  readonly releaseAt: Date | null;
  readonly payableAt: Date | null;
  readonly blockedReason: BlockedReason | null;
}

/** A payable commission, or a reversal that came after its payout was claimed, as a payout takes it. */
export interface PayableItem {
  readonly affiliateId: Uuid;
  readonly commissionId: Uuid;
  /** Set for a carried reversal. */
  readonly reversalId: Uuid | null;
  /** Negative for a carried reversal. */
  readonly amountMinor: bigint;
}
