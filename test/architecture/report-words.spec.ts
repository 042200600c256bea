import fc from 'fast-check';
import { figureText as portalText, growth } from '../../apps/portal/src/routes/shared/report-figures';
import { channelKinds } from '../../apps/portal/src/strings/channel-kinds';
import { t } from '../../apps/portal/src/strings/en';
import { reports } from '../../apps/portal/src/strings/reports';
import type { Report } from '../../libs/reporting/src/application/read-report.query';
import { METRICS } from '../../libs/reporting/src/contracts';
import { figureText, growthText } from '../../libs/reporting/src/domain/figure-text';
import { type Sums, SUMS } from '../../libs/reporting/src/domain/figures';
import { CHANNEL_WORDS, DIMENSION_WORDS, METRIC_WORDS, NO_VALUE_WORD } from '../../libs/reporting/src/domain/report-words';
import { presentReport } from '../../libs/reporting/src/http/performance.response';

/** Amounts that the API can give as whole numbers. */
const anySums = fc.record(Object.fromEntries(SUMS.map((name) => [name, fc.bigInt({ min: 0n, max: 10n ** 9n })]))) as unknown as fc.Arbitrary<Sums>;
const units = fc.constantFrom({ currency: 'USD', exponent: 2 } as const, { currency: 'JPY', exponent: 0 } as const, { currency: 'KWD', exponent: 3 } as const);

describe('a report in a mail', () => {
  it('is told in the words of the portal', () => {
    expect(METRIC_WORDS).toEqual(reports.metrics);
    expect(DIMENSION_WORDS).toEqual(reports.dimensions);
    expect(CHANNEL_WORDS).toEqual(channelKinds);
    expect(NO_VALUE_WORD).toBe(reports.noValue);
  });

  it('has the figures as the portal writes them', () => {
    fc.assert(fc.property(fc.constantFrom(...METRICS), anySums, anySums, units, (metric, now, before, unit) => {
      // What is taken back is part of what was sold, and so on: a negative rate is none.
      const sound = (sums: Sums): Sums => ({ ...sums, gross: sums.gross + sums.reversedAmount, conversions: sums.conversions + sums.rejected, clicks: sums.clicks + sums.counted });
      const cells = (totals: Sums) => presentReport({ rows: [], totalRows: 0, totals, previousTotals: null, period: { fromMs: 0, toMs: 0 }, previousPeriod: null, ...unit, asOf: new Date(0) } satisfies Report, [], METRICS, { offset: 0, timezone: 'UTC' }).totals;
      const [is, was] = [sound(now), sound(before)];
      expect(figureText(metric, is, unit)).toBe(portalText(metric, cells(is), unit.currency) ?? t.shared.dash);
      expect(growthText(metric, is, was, unit)).toBe(growth(metric, cells(is), cells(was)) ?? t.shared.dash);
    }), { numRuns: 500 });
  });
});
