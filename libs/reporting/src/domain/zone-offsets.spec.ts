import { DAY_MS, HOUR_MS, SECOND_MS } from '@fairlead/kernel';
import fc from 'fast-check';
import { localMidnight, offsetsOf, type ZoneOffset } from './zone-offsets';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns', 'Africa/Casablanca'];
const at = (text: string): number => Date.parse(text);
const offsetAt = (offsets: readonly ZoneOffset[], ms: number): number => offsets.findLast((offset) => offset.fromMs <= ms)?.seconds ?? NaN;
const localTime = (timeZone: string, ms: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(ms);

describe('offsets of a zone', () => {
  it('change with the clocks, to the minute', () => {
    expect(offsetsOf('Europe/Berlin', at('2026-03-01T00:00:00Z'), at('2026-11-01T00:00:00Z'))).toEqual([
      { fromMs: at('2026-03-01T00:00:00Z'), seconds: 3_600 }, { fromMs: at('2026-03-29T01:00:00Z'), seconds: 7_200 }, { fromMs: at('2026-10-25T01:00:00Z'), seconds: 3_600 },
    ]);
    expect(offsetsOf('Asia/Kolkata', at('2026-01-01T00:00:00Z'), at('2026-12-31T00:00:00Z'))).toEqual([{ fromMs: at('2026-01-01T00:00:00Z'), seconds: 19_800 }]);
    expect(offsetsOf('Australia/Lord_Howe', at('2026-04-01T00:00:00Z'), at('2026-04-10T00:00:00Z')).map((offset) => offset.seconds)).toEqual([39_600, 37_800]);
  });

  it('give the local time of any instant, as a calendar does', () => {
    fc.assert(fc.property(fc.constantFrom(...ZONES), fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2027-06-01T00:00:00Z') }), fc.integer({ min: 0, max: 200 * DAY_MS }), (zone, from, later) => {
      const offsets = offsetsOf(zone, from, from + 200 * DAY_MS);
      const ms = Math.floor((from + later) / SECOND_MS) * SECOND_MS;
      const local = new Date(ms + offsetAt(offsets, Math.max(ms, from)) * SECOND_MS).toISOString();
      expect(`${local.slice(0, 10)} ${local.slice(11, 19)}`).toBe(localTime(zone, ms));
    }), { numRuns: 150 });
  });
});

describe('the first instant of a local day', () => {
  it('is midnight there', () => {
    expect(localMidnight('Europe/Berlin', '2026-07-01')).toBe(at('2026-06-30T22:00:00Z'));
    expect(localMidnight('Asia/Kathmandu', '2026-07-01')).toBe(at('2026-06-30T18:15:00Z'));
    expect(localMidnight('Pacific/Kiritimati', '2026-07-01')).toBe(at('2026-06-30T10:00:00Z'));
  });

  it('is later where the clocks skip midnight', () => {
    expect(localMidnight('Asia/Beirut', '2026-03-29')).toBe(at('2026-03-28T22:00:00Z')); // 00:00 becomes 01:00
    expect(localTime('Asia/Beirut', localMidnight('Asia/Beirut', '2026-03-29'))).toBe('2026-03-29 01:00:00');
  });

  it('makes a day of 23 or 25 hours of one on which they change', () => {
    const hours = (day: string, next: string): number => (localMidnight('Europe/Berlin', next) - localMidnight('Europe/Berlin', day)) / HOUR_MS;
    expect([hours('2026-03-29', '2026-03-30'), hours('2026-10-25', '2026-10-26'), hours('2026-07-01', '2026-07-02')]).toEqual([23, 25, 24]);
  });
});
