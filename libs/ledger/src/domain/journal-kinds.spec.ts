import { ACCOUNT_KINDS, JOURNAL_KINDS } from '../contracts';
import { ALLOWED_TRANSFERS, allowsTransfer } from './journal-kinds';

describe('journal kinds', () => {
  it('allows each kind something, between two different accounts', () => {
    for (const kind of JOURNAL_KINDS) {
      expect(ALLOWED_TRANSFERS[kind].length).toBeGreaterThan(0);
      expect(ALLOWED_TRANSFERS[kind].every(([from, to]) => from !== to)).toBe(true);
    }
  });

  it('uses every account', () => {
    const used = new Set(Object.values(ALLOWED_TRANSFERS).flat(2));

    expect([...used].sort()).toEqual([...ACCOUNT_KINDS].sort());
  });

  it.each([
    ['funding.received', 'stripe_balance', 'advertiser_funds', true],
    ['funding.received', 'advertiser_funds', 'stripe_balance', false],
    ['commission.accrued', 'advertiser_reserved', 'network_margin', true],
    ['commission.accrued', 'advertiser_funds', 'affiliate_pending', false],
    ['payout.reserved', 'affiliate_pending', 'affiliate_in_transit', false],
    ['payout.transferred', 'affiliate_payable', 'stripe_balance', false],
    ['conversion.reversed', 'affiliate_payable', 'advertiser_funds', true],
    ['conversion.reversed', 'affiliate_in_transit', 'advertiser_funds', false],
    ['adjustment', 'adjustment', 'affiliate_payable', true],
    ['adjustment', 'advertiser_funds', 'affiliate_payable', false],
  ] as const)('for %s from %s to %s answers %s', (kind, from, to, allowed) => {
    expect(allowsTransfer(kind, from, to)).toBe(allowed);
  });
});
