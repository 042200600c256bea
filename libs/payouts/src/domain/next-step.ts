import { HOUR_MS, MINUTE_MS } from '@fairlead/kernel';

/** Stripe may forget a key after 24 hours; an hour before that it is not used any more. */
export const KEY_LIFE_MS = 23 * HOUR_MS;
/** A worker that took an attempt up is left alone this long. */
export const LEASE_MS = MINUTE_MS;
/** So many look-ups, each at least `LOOKUP_GAP_MS` after the one before, must find nothing before an old attempt counts as never made. */
export const LOOKUPS_NEEDED = 2;

/** What to do with an open attempt: look at Stripe first, and only with a living key ask again. */
export type NextStep = 'send' | 'look_up' | 'look_up_then_send';

/** The first try of a fresh attempt just sends; every later one looks before. */
export function nextStep(attempt: { firstSentAt: Date; tries: number }, now: Date): NextStep {
  if (now.getTime() - attempt.firstSentAt.getTime() >= KEY_LIFE_MS) return 'look_up';
  return attempt.tries <= 1 ? 'send' : 'look_up_then_send';
}
