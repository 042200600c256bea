import { encodeId, newId } from '@fairlead/kernel';
import { matchTransfers, type PayoutToMatch, type TransferToMatch } from './match-transfers';

const id = newId();
const payout = (over: Partial<PayoutToMatch> = {}): PayoutToMatch => ({ id, status: 'transferred', amountMinor: 1_250n, currency: 'EUR', stripeAccountId: 'acct_1', transferId: 'tr_1', ...over });
const transfer = (over: Partial<TransferToMatch> = {}): TransferToMatch => ({ id: 'tr_1', amountMinor: 1_250n, amountReversedMinor: 0n, currency: 'EUR', stripeAccountId: 'acct_1', payoutId: encodeId('payout', id), ...over });
const kinds = (payouts: PayoutToMatch[], transfers: TransferToMatch[]): string[] => matchTransfers(payouts, transfers).map(({ kind }) => kind);

describe('payouts and transfers', () => {
  it('agree', () => expect(kinds([payout()], [transfer()])).toEqual([]));

  it.each<[string, PayoutToMatch[], TransferToMatch[]]>([
    ['unknown_transfer', [], [transfer()]], ['unknown_transfer', [payout()], [transfer(), transfer({ id: 'tr_2', payoutId: null })]], ['unknown_transfer', [payout()], [transfer(), transfer({ id: 'tr_2', payoutId: 'pay_nonsense' })]],
    ['second_transfer', [payout()], [transfer(), transfer({ id: 'tr_2' })]],
    ['other_money', [payout()], [transfer({ amountMinor: 1_251n })]], ['other_money', [payout()], [transfer({ currency: 'USD' })]], ['other_money', [payout()], [transfer({ stripeAccountId: 'acct_2' })]],
    ['taken_back', [payout()], [transfer({ amountReversedMinor: 1_250n })]], ['taken_back', [payout()], [transfer({ amountReversedMinor: 1n })]], ['taken_back', [payout({ status: 'returned' })], [transfer()]],
    ['missing_transfer', [payout()], []],
  ])('differ: %s', (kind, payouts, transfers) => expect(kinds(payouts, transfers)).toEqual([kind]));

  it.each(['approved', 'sending', 'unknown'] as const)('may not agree yet while a payout is %s', (status) => {
    expect(kinds([payout({ status, transferId: null })], [transfer()])).toEqual([]);
  });

  it('do not agree when Stripe has a transfer of a payout that failed', () => expect(kinds([payout({ status: 'failed', transferId: null })], [transfer()])).toEqual(['second_transfer']));
  it('agree when all of it came back', () => expect(kinds([payout({ status: 'returned' })], [transfer({ amountReversedMinor: 1_250n })])).toEqual([]));
  it('need no transfer where none was made', () => expect(kinds([payout({ status: 'failed', transferId: null }), payout({ status: 'cancelled', transferId: null })], [])).toEqual([]));
});
