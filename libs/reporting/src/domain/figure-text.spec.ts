import fc from 'fast-check';
import { ALL_METRICS, type Metric } from '../contracts';
import { figureText, growthText } from './figure-text';
import { NO_SUMS, type Sums, SUMS } from './figures';

const USD = { currency: 'USD', exponent: 2 } as const;
const sums = (some: Partial<Sums>): Sums => ({ ...NO_SUMS, ...some });

describe('a figure in words', () => {
  it.each<[Metric, Partial<Sums>, Parameters<typeof figureText>[2], string]>([
    ['clicks', { clicks: 1_234_567n }, { currency: null, exponent: 0 }, '1,234,567'],
    ['filtered_bot', { filtered_bot: 12n }, USD, '12'],
    ['commission', { commission: 123_456_789n }, USD, '$1,234,567.89'],
    ['commission', { commission: 9_007_199_254_740_993n }, USD, '$90,071,992,547,409.93'],
    ['commission', { commission: 1_234n }, { currency: 'JPY', exponent: 0 }, '¥1,234'],
    ['commission', { commission: 1_234n }, { currency: 'KWD', exponent: 3 }, 'KWD\u00a01.234'],
    ['margin', { margin: -500n }, USD, '−$5.00'],
    ['commission', { commission: 5n }, { currency: null, exponent: 0 }, '–'],
    ['cr', { conversions: 1n, counted: 3n }, USD, '33.33%'],
    ['epc', { commission: 1_000n, counted: 3n }, USD, '$3.3333'],
    ['roas', { gross: 10_000n, commission: 1_000n, margin: 200n }, USD, '8.33×'],
    ['aov', { gross: 10_001n, approved: 2n }, USD, '$50.00'],
    ['aov', {}, USD, '–'], ['cr', {}, USD, '–'],
  ])('%s of %j', (metric, some, units, expected) => {
    expect(figureText(metric, sums(some), units)).toBe(expected);
  });

  it('has one for every metric and all sums', () => {
    const anySums = fc.record(Object.fromEntries(SUMS.map((name) => [name, fc.bigInt({ min: 0n, max: 10n ** 15n })]))) as unknown as fc.Arbitrary<Sums>;
    fc.assert(fc.property(fc.constantFrom(...ALL_METRICS), anySums, (metric, some) => {
      expect(figureText(metric, some, USD)).toMatch(/^(–|−?[$\d][\d,.]*[%×]?|−\$[\d,.]+)$/);
    }));
  });
});

describe('the growth of a figure', () => {
  it.each<[Metric, Partial<Sums>, Partial<Sums>, string]>([
    ['clicks', { clicks: 9n }, { clicks: 8n }, '+12.5%'], ['clicks', { clicks: 4n }, { clicks: 8n }, '−50%'], ['clicks', { clicks: 8n }, { clicks: 8n }, '0%'], ['clicks', { clicks: 8n }, {}, '–'],
    ['cr', { conversions: 1n, counted: 2n }, { conversions: 1n, counted: 4n }, '+100%'], ['margin', { margin: 100n }, { margin: -100n }, '+200%'],
  ])('%s from %j', (metric, now, before, expected) => {
    expect(growthText(metric, sums(now), sums(before), USD)).toBe(expected);
  });
});
