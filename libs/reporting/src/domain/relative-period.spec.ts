import { DAY_MS } from '@fairlead/kernel';
import fc from 'fast-check';
import { RELATIVE_PERIODS, type RelativePeriod } from '../contracts';
import { daysOfPeriod } from './relative-period';
import { reportPeriods } from './report-period';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'Pacific/Kiritimati', 'America/St_Johns', 'Africa/Casablanca', 'Asia/Beirut'];
const instants = fc.integer({ min: Date.parse('2023-12-01T00:00:00Z'), max: Date.parse('2029-03-31T00:00:00Z') }).map((ms) => new Date(ms));
const zones = fc.constantFrom(...ZONES);
const dateIn = (timeZone: string, at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
const lengthOf = ({ from, to }: { from: string; to: string }): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

describe('a relative period', () => {
  it.each<[RelativePeriod, string, string, string, string]>([
    ['last_7_days', 'UTC', '2026-01-03T12:00:00Z', '2025-12-28', '2026-01-03'],
    ['last_30_days', 'UTC', '2026-03-31T12:00:00Z', '2026-03-02', '2026-03-31'],
    ['last_90_days', 'UTC', '2024-03-01T12:00:00Z', '2023-12-03', '2024-03-01'],
    ['this_month', 'UTC', '2026-03-01T00:00:00Z', '2026-03-01', '2026-03-01'],
    ['yesterday', 'UTC', '2026-03-01T12:00:00Z', '2026-02-28', '2026-02-28'],
    ['last_week', 'UTC', '2026-03-01T12:00:00Z', '2026-02-16', '2026-02-22'], // a Sunday
    ['last_week', 'UTC', '2026-03-02T00:00:00Z', '2026-02-23', '2026-03-01'], // a Monday
    ['last_month', 'UTC', '2026-03-31T12:00:00Z', '2026-02-01', '2026-02-28'],
    ['last_month', 'UTC', '2024-03-31T12:00:00Z', '2024-02-01', '2024-02-29'],
    ['last_month', 'UTC', '2026-01-15T12:00:00Z', '2025-12-01', '2025-12-31'],
  ])('%s in %s at %s', (period, zone, now, from, to) => {
    expect(daysOfPeriod(period, zone, new Date(now))).toEqual({ from, to });
  });

  it('is of the day that it is in the report’s zone, not in the reader’s', () => {
    const now = new Date('2026-03-01T02:00:00Z');
    expect(daysOfPeriod('this_month', 'America/New_York', now)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(daysOfPeriod('this_month', 'Pacific/Kiritimati', now)).toEqual({ from: '2026-03-01', to: '2026-03-01' });
    expect(daysOfPeriod('last_month', 'America/New_York', now)).toEqual({ from: '2026-01-01', to: '2026-01-31' });
  });

  it('changes at local midnight, also where the clocks change there', () => {
    // In Beirut 2026-03-29 begins at 01:00, at 22:00 UTC.
    expect(['2026-03-28T21:59:59Z', '2026-03-28T22:00:00Z'].map((now) => daysOfPeriod('last_7_days', 'Asia/Beirut', new Date(now)).to)).toEqual(['2026-03-28', '2026-03-29']);
    // In Berlin the day of 25 hours ends at 23:00 UTC, not at 22:00.
    expect(['2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'].map((now) => daysOfPeriod('last_7_days', 'Europe/Berlin', new Date(now)).to)).toEqual(['2026-10-25', '2026-10-26']);
  });

  it('ends today and has the length that its name says, in every zone at any time', () => {
    fc.assert(fc.property(zones, instants, (zone, now) => {
      const today = dateIn(zone, now);
      for (const [period, length] of [['last_7_days', 7], ['last_30_days', 30], ['last_90_days', 90]] as const) {
        const days = daysOfPeriod(period, zone, now);
        expect([days.to, lengthOf(days)]).toEqual([today, length]);
      }
    }));
  });

  it('of months is whole ones that join without a gap', () => {
    fc.assert(fc.property(zones, instants, (zone, now) => {
      const [thisMonth, lastMonth] = [daysOfPeriod('this_month', zone, now), daysOfPeriod('last_month', zone, now)];
      const today = dateIn(zone, now);
      expect(thisMonth).toEqual({ from: `${today.slice(0, 7)}-01`, to: today });
      expect(lastMonth.from.slice(8)).toBe('01');
      expect(Date.parse(lastMonth.to) + DAY_MS).toBe(Date.parse(thisMonth.from));
      expect(lastMonth.from.slice(0, 7)).toBe(lastMonth.to.slice(0, 7));
    }));
  });

  it('of a week is the one before this, from Monday to Sunday', () => {
    fc.assert(fc.property(zones, instants, (zone, now) => {
      const { from, to } = daysOfPeriod('last_week', zone, now);
      expect([new Date(from).getUTCDay(), new Date(to).getUTCDay(), lengthOf({ from, to })]).toEqual([1, 0, 7]);
      const daysAgo = (Date.parse(dateIn(zone, now)) - Date.parse(to)) / DAY_MS;
      expect(daysAgo).toBeGreaterThanOrEqual(1);
      expect(daysAgo).toBeLessThanOrEqual(7);
    }));
  });

  it('is one that a report can be of, and has begun', () => {
    fc.assert(fc.property(zones, instants, fc.constantFrom(...RELATIVE_PERIODS), (zone, now, period) => {
      const { current } = reportPeriods({ ...daysOfPeriod(period, zone, now), timezone: zone });
      expect(current.fromMs).toBeLessThanOrEqual(now.getTime());
      expect(current.toMs > now.getTime()).toBe(!['yesterday', 'last_week', 'last_month'].includes(period));
    }));
  });
});
