import type { PromoCodeView } from '@fairlead/offers/contracts';
import type { ClickView } from '@fairlead/tracking/contracts';
import { DAY_MS, type Uuid } from '@fairlead/kernel';
import type { AttributionMethod } from '../contracts';

/** What a report may be attributed to: a click with the window of its terms, a code, or both. */
export interface AttributionInput {
  readonly click: ClickView | null;
  /** Attribution window of the click's terms, in days; null without a click. */
  readonly windowDays: number | null;
  readonly promoCode: PromoCodeView | null;
  readonly now: Date;
}

/** Whose the conversion is. `lateClick` says that a click was given but is older than its window. */
export interface Attribution {
  readonly method: AttributionMethod;
  readonly affiliateId: Uuid;
  readonly offerId: Uuid;
  readonly inWindow: boolean;
}

/**
 * Last click: the reported click wins within its window. A code wins where there is no click, or the click is too old.
 * Null when there is neither.
 */
export function attributeConversion(input: AttributionInput): Attribution | null {
  const { click, promoCode } = input;
  const inWindow = click !== null && isInWindow(click.occurredAt, input.windowDays ?? 0, input.now);
  if (click && (inWindow || !promoCode)) return { method: 'click', affiliateId: click.affiliateId, offerId: click.offerId, inWindow };
  if (promoCode) return { method: 'coupon', affiliateId: promoCode.affiliateId, offerId: promoCode.offerId, inWindow: true };
  return null;
}

/** The last instant of the window still counts. */
export function isInWindow(clickedAt: Date, windowDays: number, now: Date): boolean {
  return now.getTime() <= clickedAt.getTime() + windowDays * DAY_MS;
}
