import type { CoolingReason } from '@fairlead/affiliates/contracts';
import { DAY_MS, HOUR_MS } from '@fairlead/kernel';

/** Time for the owner of a stolen account to read the mail about the change and to speak up. */
export const COOL_DOWN_MS = 72 * HOUR_MS;
/** Where the change came soon after a sign of a theft. */
export const LONG_COOL_DOWN_MS = 7 * DAY_MS;
/** How long before a change such a sign makes it suspicious. */
export const LOOK_BACK_MS = 7 * DAY_MS;

/** Until when a changed destination is left out of new batches, and why. */
export interface CoolDown {
  readonly until: Date;
  readonly because: CoolingReason;
}

/** What is on record of a destination before Stripe is asked again. */
export interface KnownAccount {
  readonly activatedAt: Date | null;
  readonly changedAt: Date | null;
  readonly externalAccounts: readonly string[];
}

/**
 * Whether money would go elsewhere than by our record. The record is compared, not the event that led here: doubled, late or out of order, it
 * leads to the same answer. A first account may do as it likes until it is active with a bank account; one that took the place of another may not.
 * @param told what Stripe says is behind the account now, sorted; null when it does not say.
 */
export function isChanged(known: KnownAccount, told: readonly string[] | null): boolean {
  if (told === null || isSame(told, known.externalAccounts)) return false;
  return known.changedAt !== null || (known.activatedAt !== null && known.externalAccounts.length > 0);
}

/**
 * The cool-down that a change begins: 72 hours, or 7 days when the last sign of a theft is at most 7 days older. One that is under way is never cut
 * short, or a thief would end it by another change.
 */
export function coolDownAfter(changedAt: Date, lastSign: Date | null, underWay: CoolDown | null = null): CoolDown {
  const suspicious = lastSign !== null && changedAt.getTime() - lastSign.getTime() <= LOOK_BACK_MS;
  const own: CoolDown = suspicious
    ? { until: new Date(changedAt.getTime() + LONG_COOL_DOWN_MS), because: 'account_changed_after_security_change' }
    : { until: new Date(changedAt.getTime() + COOL_DOWN_MS), because: 'account_changed' };
  return underWay !== null && underWay.until > own.until ? underWay : own;
}

/** The end of the cool-down is its first moment without. */
export function isCooling({ coolsUntil }: { readonly coolsUntil: Date | null }, now: Date): boolean {
  return coolsUntil !== null && now < coolsUntil;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
