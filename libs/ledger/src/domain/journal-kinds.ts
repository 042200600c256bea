import type { AccountKind, JournalKind } from '../contracts';

/** A transfer that a kind of journal may make. */
export type AllowedTransfer = readonly [from: AccountKind, to: AccountKind];

/** For each kind of journal, from which account to which it may move money. Anything else is refused. */
export const ALLOWED_TRANSFERS: Readonly<Record<JournalKind, readonly AllowedTransfer[]>> = {
  'funding.received': [['stripe_balance', 'advertiser_funds']],
  'conversion.reserved': [['advertiser_funds', 'advertiser_reserved']],
  'conversion.released': [['advertiser_reserved', 'advertiser_funds']],
  'commission.accrued': [['advertiser_reserved', 'affiliate_pending'], ['advertiser_reserved', 'network_margin']],
  'commission.released': [['affiliate_pending', 'affiliate_payable']],
  'payout.reserved': [['affiliate_payable', 'affiliate_in_transit']],
  'payout.transferred': [['affiliate_in_transit', 'stripe_balance']],
  // Straight back when the transfer was refused; by way of the Stripe balance when it was made and taken back (ADR 0006).
  'payout.returned': [['affiliate_in_transit', 'affiliate_payable'], ['stripe_balance', 'affiliate_in_transit']],
  'conversion.reversed': [
    ['advertiser_reserved', 'advertiser_funds'], ['affiliate_pending', 'advertiser_funds'], ['affiliate_payable', 'advertiser_funds'],
    ['network_margin', 'advertiser_funds'],
  ],
  adjustment: throughAdjustment('stripe_balance', 'advertiser_funds', 'affiliate_pending', 'affiliate_payable', 'network_margin'),
  fee: [['network_margin', 'stripe_balance'], ['advertiser_funds', 'network_margin'], ['affiliate_payable', 'network_margin']],
  // An exchange is two journals, one per currency, that meet on the adjustment accounts.
  fx: throughAdjustment('stripe_balance', 'advertiser_funds', 'affiliate_payable', 'network_margin'),
};

/** Kinds that people decide on: they carry a reason and the user who approved them. */
export const KINDS_WITH_APPROVER: readonly JournalKind[] = ['adjustment', 'fee', 'fx'];

export function allowsTransfer(kind: JournalKind, from: AccountKind, to: AccountKind): boolean {
  return ALLOWED_TRANSFERS[kind].some(([allowedFrom, allowedTo]) => allowedFrom === from && allowedTo === to);
}

function throughAdjustment(...kinds: readonly AccountKind[]): AllowedTransfer[] {
  return kinds.flatMap((kind): AllowedTransfer[] => [[kind, 'adjustment'], ['adjustment', kind]]);
}
