import type { Currency, Uuid } from '@fairlead/kernel';

export const CONVERSION_STATUSES = ['pending', 'held', 'approved', 'rejected', 'reversed'] as const;
export type ConversionStatus = (typeof CONVERSION_STATUSES)[number];

/** Why a report is refused for good. Those of `STORED_REFUSALS` become rejected conversions that the affiliate sees. */
export const REFUSAL_REASONS = [
  'order_id_missing', 'attribution_missing', 'unknown_click', 'unknown_coupon', 'unknown_goal', 'amount_malformed', 'amount_missing', 'unknown_currency',
  'currency_mismatch', 'status_unknown', 'duplicate_order', 'out_of_window', 'offer_paused', 'not_enrolled', 'browser_reports_off', 'too_many_browser_reports',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Refusals that concern an affiliate's valid traffic: stored as rejected conversions. */
export const STORED_REFUSALS = ['out_of_window', 'offer_paused', 'not_enrolled'] as const satisfies readonly RefusalReason[];
export type StoredRefusal = (typeof STORED_REFUSALS)[number];

/** Why a conversion waits for a person. */
export const HOLD_REASONS = ['affiliate_suspended', 'filtered_click', 'over_cap', 'browser_report'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** How a conversion found its affiliate. */
export type AttributionMethod = 'click' | 'coupon';

/** A conversion as other contexts see it. */
export interface ConversionView {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly affiliateId: Uuid;
  readonly offerId: Uuid;
  readonly goal: string;
  readonly orderId: string;
  readonly attribution: AttributionMethod;
  readonly clickId: Uuid | null;
  readonly promoCodeId: Uuid | null;
  /** Terms that the commission is computed under. */
  readonly termsId: Uuid;
  readonly amountMinor: bigint;
  readonly reversedMinor: bigint;
  readonly currency: Currency;
  readonly status: ConversionStatus;
  /** Status that the first report was answered with; replays get the same answer. */
  readonly intakeStatus: ConversionStatus;
  /** Hold, refusal or rejection reason. */
  readonly reason: string | null;
  readonly customerId: string | null;
  readonly customerNew: boolean | null;
  /** The advertiser's labels adv1 … adv10. */
  readonly adv: Readonly<Record<string, string>>;
  /** Facts that the decision at intake rested on. */
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
  /** When it was approved; null until then. */
  readonly approvedAt: Date | null;
}

/** One taking back of a conversion, whole or in part. */
export interface ReversalView {
  readonly id: Uuid;
  readonly conversionId: Uuid;
  readonly amountMinor: bigint;
  /** Reversed so far, this one included. */
  readonly reversedTotalMinor: bigint;
  readonly reason: string;
  readonly createdAt: Date;
}

export const CONVERSION_RECORDED = 'conversion.recorded.v1';
export const CONVERSION_APPROVED = 'conversion.approved.v1';
export const CONVERSION_REJECTED = 'conversion.rejected.v1';
export const CONVERSION_REVERSED = 'conversion.reversed.v1';
export const CONVERSION_EVENTS = [CONVERSION_RECORDED, CONVERSION_APPROVED, CONVERSION_REJECTED, CONVERSION_REVERSED] as const;

/** Payload of every conversion event. Consumers read the conversion itself: order between events is not promised. */
export interface ConversionEventPayload {
  readonly conversionId: Uuid;
  /** In `conversion.reversed.v1` only. */
  readonly reversalId?: Uuid;
}
