import { HOUR_MS, MINUTE_MS } from '@fairlead/kernel';

/** Stripe may forget a key after 24 hours; an hour before that it is not used any more. */
export const KEY_LIFE_MS = 23 * HOUR_MS;
/** A worker that took an attempt up is left alone this long. */
export const LEASE_MS = MINUTE_MS;
/** So many look-ups, each at least `LOOKUP_GAP_MS` after the one before, must find nothing before an old attempt counts as never made. */
export const LOOKUPS_NEEDED = 2;

/** What to do with an open attempt. */
export type NextStep = 'look_up' | 'look_up_then_send';

/**
 * Always look at Stripe first, and only with a living key ask for the transfer. Also at the first try: a database restored from a backup
 * may not remember what it sent before.
 */
export function nextStep(attempt: { firstSentAt: Date }, now: Date): NextStep {
  return now.getTime() - attempt.firstSentAt.getTime() >= KEY_LIFE_MS ? 'look_up' : 'look_up_then_send';
}
