import fc from 'fast-check';
import { figureOf, NO_SUMS, type Sums, SUMS } from './figures';

const sums = (some: Partial<Sums>): Sums => ({ ...NO_SUMS, ...some });

describe('figures of a report', () => {
  const month = sums({ clicks: 1_200n, counted: 1_000n, conversions: 30n, approved: 20n, rejected: 4n, reversed: 1n, pending: 5n, gross: 210_000n, reversedAmount: 10_000n, commission: 15_000n, margin: 5_000n });

  it('are made of sums', () => {
    expect(figureOf('filtered', month, 2)).toBe(200n);
    expect(figureOf('sale_amount', month, 2)).toBe(200_000n);
    expect(figureOf('charge', month, 2)).toBe(20_000n);
    expect(figureOf('aov', month, 2)).toBe(10_000n);
  });

  it('give rates with six digits', () => {
    expect(figureOf('approval_rate', month, 2)).toBe('0.840000'); // 21 of 25 decided; what was taken back later had been approved
    expect(figureOf('cr', month, 2)).toBe('0.026000'); // 26 of 1,000: rejected ones were none
    expect(figureOf('roas', month, 2)).toBe('10.000000');
    expect(figureOf('reversal_rate', month, 2)).toBe('0.047619');
  });

  it('give earnings per click in whole units of the currency', () => {
    expect(figureOf('epc', month, 2)).toBe('0.150000');
    expect(figureOf('epc', month, 0)).toBe('15.000000');
  });

  it('have no rate where nothing divides', () => {
    expect((['approval_rate', 'cr', 'epc', 'roas', 'reversal_rate', 'aov'] as const).map((metric) => figureOf(metric, NO_SUMS, 2))).toEqual([null, null, null, null, null, null]);
  });

  it('add up over rows, for counts and money', () => {
    const arbitrary = fc.record(Object.fromEntries(SUMS.map((name) => [name, fc.bigInt({ min: -1_000_000n, max: 1_000_000n })]))) as unknown as fc.Arbitrary<Sums>;
    fc.assert(fc.property(arbitrary, arbitrary, (one, other) => {
      const both = Object.fromEntries(SUMS.map((name) => [name, one[name] + other[name]])) as unknown as Sums;
      for (const metric of ['filtered', 'sale_amount', 'charge', 'commission', 'margin'] as const) {
        expect(figureOf(metric, both, 2)).toBe((figureOf(metric, one, 2) as bigint) + (figureOf(metric, other, 2) as bigint));
      }
    }));
  });
});
