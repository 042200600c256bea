import fc from 'fast-check';
import { type PayoutWithPast, warningsOf } from './payout-warnings';
import type { Destination } from './plan-batch';

const payout = (over: Partial<PayoutWithPast> = {}): PayoutWithPast => ({
  payoutId: 'p', affiliateId: 'a', amountMinor: 1_000n, stripeAccountId: 'acct_1', earlierCount: 2, lastStripeAccountId: 'acct_1', sameCurrencyCount: 2, sameCurrencyMinor: 2_000n, ...over,
});
const now = new Date('2026-03-02T10:00:00Z');
const live = (over: Partial<Destination> = {}): Destination => ({ affiliateId: 'a', stripeAccountId: 'acct_1', status: 'active', coolsUntil: null, ...over });
const kinds = (one: PayoutWithPast, destination = live({ stripeAccountId: one.stripeAccountId })): string[] => warningsOf([one], [destination], now).map(({ kind }) => kind);

describe('warnings of a batch', () => {
  it('are none for a payout like those before', () => expect(kinds(payout())).toEqual([]));

  it('name a first payout, which nothing can be compared with', () => {
    expect(kinds(payout({ earlierCount: 0, lastStripeAccountId: null, sameCurrencyCount: 0, sameCurrencyMinor: 0n }))).toEqual(['first_payout']);
  });

  it('name another account than the last time', () => expect(kinds(payout({ stripeAccountId: 'acct_2' }))).toEqual(['changed_account']));

  it('name an account that was changed since the draft, also at a first payout, until it has cooled', () => {
    const first = payout({ earlierCount: 0, lastStripeAccountId: null, sameCurrencyCount: 0, sameCurrencyMinor: 0n });

    expect(kinds(payout(), live({ coolsUntil: new Date(now.getTime() + 1) }))).toEqual(['destination_cooling']);
    expect(kinds(first, live({ coolsUntil: new Date(now.getTime() + 1) }))).toEqual(['destination_cooling', 'first_payout']);
    expect(kinds(payout(), live({ coolsUntil: now }))).toEqual([]);
  });

  it('name an account that the affiliate has no more', () => {
    expect(kinds(payout(), live({ stripeAccountId: 'acct_2', coolsUntil: new Date(now.getTime() + 1) }))).toEqual(['replaced_account', 'destination_cooling']);
    expect(warningsOf([payout()], [], now).map(({ kind }) => kind)).toEqual(['replaced_account']);
  });

  it.each([[4_000n, []], [4_001n, ['far_above_usual']]] as const)('begin above four times the mean: %s', (amountMinor, expected) => {
    expect(kinds(payout({ amountMinor }))).toEqual(expected);
  });

  it('take a mean that is no whole number as it is', () => {
    // Mean 10/3; four times that is 13.33.
    const past = { sameCurrencyCount: 3, sameCurrencyMinor: 10n, earlierCount: 3 };
    expect([kinds(payout({ ...past, amountMinor: 13n })), kinds(payout({ ...past, amountMinor: 14n }))]).toEqual([[], ['far_above_usual']]);
  });

  it('compare amounts within a currency only', () => expect(kinds(payout({ amountMinor: 9_999_999n, sameCurrencyCount: 0, sameCurrencyMinor: 0n }))).toEqual([]));

  it('name each payout and affiliate, the account first', () => {
    expect(warningsOf([payout(), payout({ payoutId: 'q', affiliateId: 'b', stripeAccountId: 'acct_2', amountMinor: 9_000n })], [live(), live({ affiliateId: 'b', stripeAccountId: 'acct_2' })], now)).toEqual([
      { kind: 'changed_account', payoutId: 'q', affiliateId: 'b' }, { kind: 'far_above_usual', payoutId: 'q', affiliateId: 'b' },
    ]);
  });

  it('are never given for an amount up to the largest before', () => {
    fc.assert(fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 4 }), (earlier) => {
      const sum = earlier.reduce((total, one) => total + one, 0n);
      const most = earlier.reduce((top, one) => (one > top ? one : top), 0n);
      expect(kinds(payout({ amountMinor: most, sameCurrencyCount: earlier.length, sameCurrencyMinor: sum, earlierCount: earlier.length }))).toEqual([]);
    }));
  });
});
