import { localDay } from './report-figures';
import type { Days } from './report-request';

/** By what a picture over time can be cut, from fine to coarse. */
const UNITS = ['hour', 'day', 'week', 'month'] as const;
export type Unit = (typeof UNITS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const IN_A_DAY: Readonly<Record<Unit, number>> = { hour: 24, day: 1, week: 1 / 7, month: 1 / 30 };
/** More buckets are thinner than can be read. */
export const MOST_BUCKETS = 200;

/** The unit asked for, or the next coarser one that can still be read. */
export function drawnBy(unit: Unit, { from, to }: Days): Unit {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return UNITS.slice(UNITS.indexOf(unit)).find((one) => days * IN_A_DAY[one] <= MOST_BUCKETS) ?? 'month';
}

/**
 * Every bucket of the days up to a moment, also those without anything, by the names the API gives: the local date at which one begins, for hours the instant (UTC).
 * A report has rows only for buckets in which something happened.
 */
export function bucketsOf(unit: Unit, { from, to }: Days, zone: string, until: Date): string[] {
  if (unit === 'hour') return hoursOf(startOfDay(from, zone), Math.min(startOfDay(to, zone, 1), until.getTime()));
  const last = [to, localDay(until, zone)].sort()[0] ?? to;
  const dates: string[] = [];
  for (let at = beginOf(unit, Date.parse(from)); at <= Date.parse(last); at = after(unit, at)) dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}

function hoursOf(from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / HOUR_MS)) }, (_, index) => new Date(from + index * HOUR_MS).toISOString().replace('.000', ''));
}

/** Weeks begin on Mondays. */
function beginOf(unit: Unit, at: number): number {
  const day = new Date(at);
  if (unit === 'month') return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1);
  return unit === 'week' ? at - ((day.getUTCDay() + 6) % 7) * DAY_MS : at;
}

function after(unit: Unit, at: number): number {
  if (unit !== 'month') return at + (unit === 'week' ? 7 : 1) * DAY_MS;
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
}

/** The instant at which a local day, or one some days later, begins; asked for twice, for the offset may change between the guess and the answer. */
function startOfDay(date: string, zone: string, daysLater = 0): number {
  const local = Date.parse(date) + daysLater * DAY_MS;
  return local - offsetAt(local - offsetAt(local, zone), zone);
}

function offsetAt(at: number, zone: string): number {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * 60_000);
}

/** A bucket in few words, in the zone of the report. */
export function bucketText(unit: Unit, bucket: string, zone: string): string {
  const form: Intl.DateTimeFormatOptions = unit === 'hour' ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone } : { ...(unit === 'month' ? { year: 'numeric' } : { day: 'numeric' }), month: 'short', timeZone: 'UTC' };
  return new Intl.DateTimeFormat('en-GB', form).format(Date.parse(bucket));
}
