import { sameTerms, type TermsInput } from './terms-input';

const terms: TermsInput = {
  commission: { type: 'percent', rateBps: 1000 }, networkFeeBps: 2000, attributionWindowDays: 30, holdDays: 14, approval: 'auto', dailyClickCap: null, dailyConversionCap: null,
};

describe('terms input', () => {
  it('is the same when nothing differs', () => expect(sameTerms(terms, { ...terms })).toBe(true));

  it.each<[string, Partial<TermsInput>]>([
    ['the rate', { commission: { type: 'percent', rateBps: 1001 } }], ['the kind of commission', { commission: { type: 'flat', amountMinor: 1000n } }],
    ['the fee', { networkFeeBps: 1 }], ['the window', { attributionWindowDays: 7 }], ['the hold', { holdDays: 0 }], ['approval', { approval: 'manual' }],
    ['a cap', { dailyClickCap: 5 }],
  ])('differs by %s', (_name, change) => expect(sameTerms(terms, { ...terms, ...change })).toBe(false));
});
