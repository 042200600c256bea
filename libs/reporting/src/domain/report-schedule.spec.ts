import { DAY_MS, MINUTE_MS } from '@fairlead/kernel';
import fc from 'fast-check';
import { REPORT_FREQUENCIES } from '../contracts';
import { assertDayFits, latestRun, nextRunAfter, type ReportTimes, waitAfterFailures } from './report-schedule';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'Pacific/Kiritimati', 'America/St_Johns', 'Africa/Casablanca', 'Asia/Beirut'];
const instants = fc.integer({ min: Date.parse('2023-12-01T00:00:00Z'), max: Date.parse('2029-03-31T00:00:00Z') });
const schedules: fc.Arbitrary<ReportTimes> = fc.record({ frequency: fc.constantFrom(...REPORT_FREQUENCIES), weekday: fc.integer({ min: 1, max: 7 }), dayOfMonth: fc.integer({ min: 1, max: 31 }), hour: fc.integer({ min: 0, max: 23 }), timezone: fc.constantFrom(...ZONES) })
  .map((times) => ({ ...times, weekday: times.frequency === 'weekly' ? times.weekday : null, dayOfMonth: times.frequency === 'monthly' ? times.dayOfMonth : null }));
/** `2026-03-29 02:30` in the zone. */
const clockOf = (timeZone: string, ms: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(ms);
const minutesAt = (timeZone: string, ms: number): number => {
  const [hours = 0, minutes = 0] = clockOf(timeZone, ms).slice(11).split(':').map(Number);
  return hours * 60 + minutes;
};
const daily = (hour: number, timezone: string): ReportTimes => ({ frequency: 'daily', weekday: null, dayOfMonth: null, hour, timezone });
const next = (times: ReportTimes, after: string): string => new Date(nextRunAfter(times, Date.parse(after))).toISOString();

describe('the next run of a report schedule', () => {
  it.each<[string, ReportTimes, string, string]>([
    ['today, if the hour is to come', daily(8, 'Europe/Berlin'), '2026-03-02T06:59:59.999Z', '2026-03-02T07:00:00.000Z'],
    ['tomorrow at the hour itself', daily(8, 'Europe/Berlin'), '2026-03-02T07:00:00Z', '2026-03-03T07:00:00.000Z'],
    ['at the same local hour in summer', daily(8, 'Europe/Berlin'), '2026-03-28T07:00:00Z', '2026-03-29T06:00:00.000Z'],
    ['after an hour that the clocks skip', daily(2, 'Europe/Berlin'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['the first of an hour that they repeat', daily(2, 'Europe/Berlin'), '2026-10-24T12:00:00Z', '2026-10-25T00:00:00.000Z'],
    ['and not the second', daily(2, 'Europe/Berlin'), '2026-10-25T00:00:00Z', '2026-10-26T01:00:00.000Z'],
    ['at a midnight that the clocks skip', daily(0, 'Asia/Beirut'), '2026-03-28T12:00:00Z', '2026-03-28T22:00:00.000Z'],
    ['on its weekday', { frequency: 'weekly', weekday: 1, dayOfMonth: null, hour: 8, timezone: 'UTC' }, '2026-03-02T08:00:00Z', '2026-03-09T08:00:00.000Z'],
    ['on Sunday', { frequency: 'weekly', weekday: 7, dayOfMonth: null, hour: 0, timezone: 'UTC' }, '2026-03-02T08:00:00Z', '2026-03-08T00:00:00.000Z'],
    ['on its day of the month', { frequency: 'monthly', weekday: null, dayOfMonth: 1, hour: 8, timezone: 'UTC' }, '2026-12-15T08:00:00Z', '2027-01-01T08:00:00.000Z'],
    ['on the last day of a month that has no such day', { frequency: 'monthly', weekday: null, dayOfMonth: 31, hour: 8, timezone: 'UTC' }, '2026-01-31T08:00:00Z', '2026-02-28T08:00:00.000Z'],
    ['in a leap year', { frequency: 'monthly', weekday: null, dayOfMonth: 30, hour: 8, timezone: 'UTC' }, '2028-01-30T08:00:00Z', '2028-02-29T08:00:00.000Z'],
    ['on a day that is still yesterday elsewhere', { frequency: 'monthly', weekday: null, dayOfMonth: 1, hour: 0, timezone: 'Pacific/Kiritimati' }, '2026-03-15T00:00:00Z', '2026-03-31T10:00:00.000Z'],
    ['the day after one that a zone skipped', daily(8, 'Pacific/Apia'), '2011-12-29T18:00:00Z', '2011-12-30T18:00:00.000Z'],
  ])('is %s', (_, times, after, expected) => {
    expect(next(times, after)).toBe(expected);
  });

  it('is later, on a day of the schedule and at its local hour or as much later as the clocks skip', () => {
    fc.assert(fc.property(schedules, instants, (times, after) => {
      const atMs = nextRunAfter(times, after);
      expect(atMs).toBeGreaterThan(after);
      expect(atMs % (15 * MINUTE_MS)).toBe(0);
      const late = minutesAt(times.timezone, atMs) - times.hour * 60;
      const skippedBefore = minutesAt(times.timezone, atMs) - minutesAt(times.timezone, atMs - MINUTE_MS) !== 1;
      expect(late === 0 || (late > 0 && late <= 60 && skippedBefore)).toBe(true);
      const date = clockOf(times.timezone, atMs).slice(0, 10);
      if (times.weekday !== null) expect(new Date(date).getUTCDay() || 7).toBe(times.weekday);
      if (times.dayOfMonth !== null) {
        const ofMonth = Number(date.slice(8));
        const isLast = clockOf(times.timezone, atMs + DAY_MS).slice(5, 7) !== date.slice(5, 7);
        expect(ofMonth === times.dayOfMonth || (isLast && ofMonth < times.dayOfMonth)).toBe(true);
      }
    }), { numRuns: 500 });
  });

  it('leaves no day of the schedule out, and has none twice', () => {
    const longest = { daily: 1, weekly: 7, monthly: 31 };
    const shortest = { daily: 1, weekly: 7, monthly: 28 };
    fc.assert(fc.property(schedules, instants, (times, after) => {
      const first = nextRunAfter(times, after);
      const second = nextRunAfter(times, first);
      const days = (Date.parse(clockOf(times.timezone, second).slice(0, 10)) - Date.parse(clockOf(times.timezone, first).slice(0, 10))) / DAY_MS;
      expect(days).toBeGreaterThanOrEqual(shortest[times.frequency]);
      expect(days).toBeLessThanOrEqual(longest[times.frequency]);
    }), { numRuns: 500 });
  });

  it('does not depend on when it is asked for before it', () => {
    fc.assert(fc.property(schedules, instants, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (times, after, share) => {
      const atMs = nextRunAfter(times, after);
      expect(nextRunAfter(times, after + Math.floor((atMs - 1 - after) * share))).toBe(atMs);
    }), { numRuns: 300 });
  });
});

describe('the run that a late mail is of', () => {
  it.each<[string, ReportTimes, string, string, string]>([
    ['the one that is due', daily(23, 'UTC'), '2026-01-31T23:00:00Z', '2026-02-01T00:10:00Z', '2026-01-31T23:00:00.000Z'],
    ['the latest of several', daily(8, 'UTC'), '2026-03-02T08:00:00Z', '2026-03-05T07:59:59Z', '2026-03-04T08:00:00.000Z'],
    ['one that is due now', daily(8, 'UTC'), '2026-03-02T08:00:00Z', '2026-03-05T08:00:00Z', '2026-03-05T08:00:00.000Z'],
    ['the latest after years', { frequency: 'monthly', weekday: null, dayOfMonth: 31, hour: 8, timezone: 'UTC' }, '2020-01-31T08:00:00Z', '2026-03-15T00:00:00Z', '2026-02-28T08:00:00.000Z'],
  ])('is %s', (_, times, due, now, expected) => {
    expect(new Date(latestRun(times, Date.parse(due), Date.parse(now))).toISOString()).toBe(expected);
  });

  it('is followed by one that is to come', () => {
    fc.assert(fc.property(schedules, instants, fc.integer({ min: 0, max: 500 * DAY_MS }), (times, after, late) => {
      const dueMs = nextRunAfter(times, after);
      const latest = latestRun(times, dueMs, dueMs + late);
      expect(latest).toBeGreaterThanOrEqual(dueMs);
      expect(latest).toBeLessThanOrEqual(dueMs + late);
      expect(nextRunAfter(times, latest)).toBeGreaterThan(dueMs + late);
    }), { numRuns: 100 });
  });
});

describe('a report schedule', () => {
  it.each([['daily', null, null, true], ['daily', 1, null, false], ['daily', null, 1, false], ['weekly', 1, null, true], ['weekly', null, null, false], ['weekly', 1, 1, false], ['monthly', null, 31, true], ['monthly', 1, null, false]] as const)(
    '%s with weekday %s and day %s: %s', (frequency, weekday, dayOfMonth, fits) => {
      const check = () => assertDayFits({ frequency, weekday, dayOfMonth, hour: 8, timezone: 'UTC' });
      if (fits) expect(check).not.toThrow();
      else expect(check).toThrow(expect.objectContaining({ code: 'report_schedule.day_unclear' }));
    },
  );

  it('waits longer after each failure, and never longer than an hour', () => {
    expect([1, 2, 3, 6, 7, 50].map((failures) => waitAfterFailures(failures) / MINUTE_MS)).toEqual([1, 2, 4, 32, 60, 60]);
  });
});
