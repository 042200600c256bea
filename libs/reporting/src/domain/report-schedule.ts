import { DAY_MS, DomainError, HOUR_MS, MINUTE_MS } from '@fairlead/kernel';
import type { ReportFrequency } from '../contracts';
import { localDate, localTime } from './zone-offsets';

/** When a saved report is sent. A month that has no such day sends on its last one. */
export interface ReportTimes {
  readonly frequency: ReportFrequency;
  /** 1 is Monday, 7 Sunday; for `weekly`, else null. */
  readonly weekday: number | null;
  /** 1 to 31; for `monthly`, else null. */
  readonly dayOfMonth: number | null;
  /** 0 to 23, of the local clock. */
  readonly hour: number;
  /** IANA name. */
  readonly timezone: string;
}

/** More than between two days of any rhythm, with a day that a zone skipped. */
const LOOK_AHEAD_DAYS = 64;
const FIRST_WAIT_MS = MINUTE_MS;

/** The first time (Unix milliseconds) after another at which a report is due. An hour that the clocks skip is made up right after, one that they repeat counts once. */
export function nextRunAfter(times: ReportTimes, afterMs: number): number {
  const today = Date.parse(`${localDate(times.timezone, afterMs)}T00:00:00Z`);
  for (let day = 0; day <= LOOK_AHEAD_DAYS; day += 1) {
    const date = new Date(today + day * DAY_MS);
    const atMs = isDay(times, date) ? localTime(times.timezone, date.getTime() + times.hour * HOUR_MS) : afterMs;
    if (atMs > afterMs) return atMs;
  }
  throw new Error(`no day of a ${times.frequency} schedule within ${LOOK_AHEAD_DAYS} days`);
}

/** The last run (Unix milliseconds) that is not after now, of those from `dueMs` on: what a mail that comes late is of. */
export function latestRun(times: ReportTimes, dueMs: number, nowMs: number): number {
  const longAgo = nowMs - LOOK_AHEAD_DAYS * DAY_MS;
  let atMs = dueMs < longAgo ? nextRunAfter(times, longAgo) : dueMs;
  for (let next = nextRunAfter(times, atMs); next <= nowMs; next = nextRunAfter(times, atMs)) atMs = next;
  return atMs;
}

/** Milliseconds to wait after that many attempts in a row that failed: from a minute, doubled, up to an hour. */
export function waitAfterFailures(failures: number): number {
  return Math.min(HOUR_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
}

/** Weekly ones have a weekday and nothing else, monthly ones a day of the month, daily ones neither. @throws DomainError `report_schedule.day_unclear`. */
export function assertDayFits({ frequency, weekday, dayOfMonth }: ReportTimes): void {
  if ((weekday !== null) === (frequency === 'weekly') && (dayOfMonth !== null) === (frequency === 'monthly')) return;
  throw new DomainError('report_schedule.day_unclear', 'unprocessable', 'A weekly schedule has a `weekday`, a monthly one a `day_of_month`, a daily one neither');
}

/** Whether it is a day of the schedule; the date is local, written as if it were UTC. */
function isDay({ frequency, weekday, dayOfMonth }: ReportTimes, date: Date): boolean {
  if (frequency === 'daily') return true;
  if (frequency === 'weekly') return (date.getUTCDay() || 7) === weekday;
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(dayOfMonth ?? 1, lastOfMonth);
}
