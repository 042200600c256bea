import { DAY_MS, DomainError } from '@fairlead/kernel';
import { localMidnight } from './zone-offsets';

const MAX_DAYS = 400;
const ZONE = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/;

/** A half-open stretch of time, Unix milliseconds. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Local dates (YYYY-MM-DD), both included, of an IANA time zone. */
export interface LocalDays {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
}

/** The stretch of the local days that are asked for, and of as many before. @throws DomainError `report.invalid_period`, `report.unknown_time_zone`. */
export function reportPeriods({ from, to, timezone }: LocalDays): { current: Stretch; previous: Stretch } {
  assertZone(timezone);
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1;
  if (!(days >= 1 && days <= MAX_DAYS) || [from, to].some((date) => shifted(date, 0) !== date)) {
    throw new DomainError('report.invalid_period', 'unprocessable', `A report is of 1 to ${MAX_DAYS} days`, { from, to });
  }
  const [before, start, end] = [shifted(from, -days), from, shifted(to, 1)].map((date) => localMidnight(timezone, date)) as [number, number, number];
  return { current: { fromMs: start, toMs: end }, previous: { fromMs: before, toMs: start } };
}

/** A date so many days later; one that is not in the calendar becomes another. */
function shifted(date: string, days: number): string {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) ? '' : new Date(ms + days * DAY_MS).toISOString().slice(0, 10);
}

/** @throws DomainError `report.unknown_time_zone`. */
export function assertZone(timezone: string): void {
  try {
    if (ZONE.test(timezone) && new Intl.DateTimeFormat('en', { timeZone: timezone })) return;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new DomainError('report.unknown_time_zone', 'unprocessable', 'No such IANA time zone', { timezone: timezone.slice(0, 64) });
}
