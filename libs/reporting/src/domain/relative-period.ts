import type { RelativePeriod } from '../contracts';
import { localDate } from './zone-offsets';

/** Local dates (YYYY-MM-DD), both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** First and last day of each period, for a last day (today) in the calendar: year, month from 1, day. Days and months out of range carry over. */
const BOUNDS: Readonly<Record<RelativePeriod, (year: number, month: number, day: number) => Days>> = {
  yesterday: (year, month, day) => ({ from: date(year, month, day - 1), to: date(year, month, day - 1) }),
  last_week: (year, month, day) => {
    const sinceMonday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
    return { from: date(year, month, day - sinceMonday - 7), to: date(year, month, day - sinceMonday - 1) };
  },
  last_7_days: (year, month, day) => ({ from: date(year, month, day - 6), to: date(year, month, day) }),
  last_30_days: (year, month, day) => ({ from: date(year, month, day - 29), to: date(year, month, day) }),
  last_90_days: (year, month, day) => ({ from: date(year, month, day - 89), to: date(year, month, day) }),
  this_month: (year, month, day) => ({ from: date(year, month, 1), to: date(year, month, day) }),
  last_month: (year, month) => ({ from: date(year, month - 1, 1), to: date(year, month, 0) }),
};

/** The days that a relative period is of, for whoever reads it now in that zone. The portal's presets are the same. @throws RangeError for an unknown zone. */
export function daysOfPeriod(period: RelativePeriod, timezone: string, now: Date): Days {
  const [year = 0, month = 1, day = 1] = localDate(timezone, now.getTime()).split('-').map(Number);
  return BOUNDS[period](year, month, day);
}

function date(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
