import { type ConversionReport, readReport, type ReportRules } from './read-report';

const rules: ReportRules = { currency: 'USD', goals: ['sale', 'lead'], amountNeeded: true };
const report: ConversionReport = {
  clickId: 'clk', coupon: null, goal: null, orderId: '1', amount: { decimal: '19.99' }, currency: 'usd', customerId: null, customerNew: null, status: null, adv: {},
};

describe('report', () => {
  it('takes the first goal and the offer currency for granted', () => {
    expect(readReport({ ...report, currency: null }, rules)).toEqual({ ok: true, goal: 'sale', amountMinor: 1999n, reportedStatus: null });
  });

  it('keeps minor units as they are', () => {
    expect(readReport({ ...report, amount: { minor: 5n } }, rules)).toMatchObject({ amountMinor: 5n });
  });

  it('needs no amount where a flat sum is paid', () => {
    expect(readReport({ ...report, amount: null }, { ...rules, amountNeeded: false })).toMatchObject({ ok: true, amountMinor: 0n });
  });

  it.each<[string, Partial<ConversionReport>]>([
    ['unknown_goal', { goal: 'install' }], ['unknown_currency', { currency: 'ZZZ' }], ['currency_mismatch', { currency: 'EUR' }], ['amount_missing', { amount: null }],
    ['amount_malformed', { amount: { decimal: '19,99' } }], ['amount_malformed', { amount: { decimal: '-1' } }], ['amount_malformed', { amount: { decimal: '1.999' } }],
    ['status_unknown', { status: 'maybe' }],
  ])('refuses with %s', (reason, change) => {
    expect(readReport({ ...report, ...change }, rules)).toEqual({ ok: false, reason });
  });
});
