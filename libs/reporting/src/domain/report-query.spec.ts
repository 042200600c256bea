import { assertShort, daysOfQuery, readPeriod, type SavedQuery } from './report-query';

const query: SavedQuery = { groupBy: ['day'], metrics: null, filters: {}, timezone: 'Asia/Tokyo', currency: null, comparePrevious: false, sort: null, period: 'this_month' };
const now = new Date('2026-03-31T20:00:00Z');

describe('the query of a saved report', () => {
  it('is of the days that its period has now, in its own zone, or of its fixed days', () => {
    expect(daysOfQuery(query, now)).toEqual({ from: '2026-04-01', to: '2026-04-01' });
    expect(daysOfQuery({ ...query, period: { from: '2026-01-01', to: '2026-01-31' } }, now)).toEqual({ from: '2026-01-01', to: '2026-01-31' });
  });

  it.each<[Partial<SavedQuery>, string]>([
    [{ timezone: 'Mars/Olympus' }, 'report.unknown_time_zone'], [{ period: { from: '2026-02-30', to: '2026-03-02' } }, 'report.invalid_period'],
    [{ period: { from: '2026-03-02', to: '2026-03-01' } }, 'report.invalid_period'], [{ period: { from: '2024-01-01', to: '2026-01-01' } }, 'report.invalid_period'],
  ])('refuses %j, as a report does', (change, code) => {
    expect(() => daysOfQuery({ ...query, ...change }, now)).toThrow(expect.objectContaining({ code }));
  });

  it('has one period', () => {
    expect(readPeriod('last_month', undefined, undefined)).toBe('last_month');
    expect(readPeriod(undefined, '2026-01-01', '2026-01-31')).toEqual({ from: '2026-01-01', to: '2026-01-31' });
    for (const [period, from, to] of [[undefined, undefined, undefined], ['last_month', '2026-01-01', '2026-01-31'], ['last_month', undefined, '2026-01-31'], [undefined, '2026-01-01', undefined]] as const) {
      expect(() => readPeriod(period, from, to)).toThrow(expect.objectContaining({ code: 'saved_report.period_unclear' }));
    }
  });

  it('is short', () => {
    const values = (count: number): SavedQuery => ({ ...query, filters: { sub1: Array.from({ length: count }, () => 'x'.repeat(256)) } });
    expect(() => assertShort(values(50))).not.toThrow();
    expect(() => assertShort(values(100))).toThrow(expect.objectContaining({ code: 'saved_report.too_long' }));
  });
});
