import type { PayoutDestinationStatus } from '@fairlead/affiliates/contracts';
import { isCooling } from './cool-down';

/** Why an approved payout is not sent: its failure code and message. */
export interface SendRefusal {
  readonly code: 'destination_not_active' | 'destination_cooling';
  readonly message: string;
}

/** What keeps an approved payout from its account right before the transfer; null when nothing does. */
export function whyNotSent(destination: { readonly status: PayoutDestinationStatus; readonly coolsUntil: Date | null }, now: Date): SendRefusal | null {
  if (destination.status !== 'active') return { code: 'destination_not_active', message: `The Stripe account is ${destination.status}` };
  if (destination.coolsUntil === null || !isCooling(destination, now)) return null;
  return { code: 'destination_cooling', message: `The payout account was changed; payouts to it start on ${destination.coolsUntil.toISOString().slice(0, 16).replace('T', ' ')} UTC` };
}
