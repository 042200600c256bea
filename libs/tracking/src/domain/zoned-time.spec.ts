import fc from 'fast-check';
import { zonedTime } from './zoned-time';

describe('the clock on the wall', () => {
  it.each([
    ['2026-01-07T12:00:00Z', 'UTC', 3, 12], ['2026-01-07T23:30:00Z', 'Europe/Berlin', 4, 0], ['2026-07-05T22:30:00Z', 'Europe/Berlin', 1, 0],
    ['2026-01-04T18:29:59Z', 'Asia/Kolkata', 7, 23], ['2026-01-04T18:30:00Z', 'Asia/Kolkata', 1, 0], ['2026-01-04T18:15:00Z', 'Asia/Kathmandu', 1, 0],
    ['2026-01-05T04:59:00Z', 'America/New_York', 7, 23], ['2026-03-29T00:59:59Z', 'Europe/Berlin', 7, 1], ['2026-03-29T01:00:00Z', 'Europe/Berlin', 7, 3],
  ])('%s in %s is day %i, hour %i', (instant, timeZone, weekday, hour) => {
    expect(zonedTime(Date.parse(instant), timeZone)).toEqual({ weekday, hour });
  });

  it('remembers nothing wrong', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Chatham', 'UTC');
    fc.assert(fc.property(zone, fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) }), (timeZone, nowMs) => {
      const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(nowMs);

      expect(zonedTime(nowMs, timeZone).hour).toBe(Number(hour));
    }), { numRuns: 300 });
  });
});
