import { HOUR_MS, SECOND_MS } from '@fairlead/kernel';

export const MOST_ATTEMPTS = 12;
const FIRST_WAIT_MS = 30 * SECOND_MS;

/** Why the mail server did not take a mail. */
export interface Refusal {
  /** The code of SMTP, where the server gave one. */
  readonly responseCode: number | null;
  /** Whether it is about this mail's sender or recipient, and not about the connection or our login. */
  readonly concernsEnvelope: boolean;
}

/** Milliseconds until the next attempt, or null to give up: after twelve attempts, which take about seven hours, or when the server never will. */
export function nextAttemptMs(attempts: number, refusal: Refusal): number | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  if (refusal.concernsEnvelope && refusal.responseCode !== null && refusal.responseCode >= 500) return null;
  return Math.min(HOUR_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
}
