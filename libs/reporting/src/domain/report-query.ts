import { DomainError } from '@fairlead/kernel';
import type { Dimension, FilterDimension, Metric, RelativePeriod } from '../contracts';
import { type Days, daysOfPeriod } from './relative-period';
import { assertZone, reportPeriods } from './report-period';

/** A report as it is said from outside: ids with their prefix, days left open, not yet checked for its reader. */
export interface ReportQuery {
  readonly groupBy: readonly Dimension[];
  /** Null: all that the reader may see. */
  readonly metrics: readonly Metric[] | null;
  /** By dimension; an empty text is "none". */
  readonly filters: Readonly<Partial<Record<FilterDimension, readonly string[]>>>;
  readonly timezone: string;
  readonly currency: string | null;
  readonly comparePrevious: boolean;
  /** A metric or a dimension of `groupBy`, after `-` for descending; null for the usual order. */
  readonly sort: string | null;
}

/** What a saved report keeps. Its period moves with the day, or is of fixed days. */
export interface SavedQuery extends ReportQuery {
  readonly period: RelativePeriod | Days;
}

/** Long lists of filter values are for one call, not to be kept. */
const MOST_CHARACTERS = 16_000;

/** The days that a saved report is of now. @throws DomainError `report.unknown_time_zone`, `report.invalid_period`. */
export function daysOfQuery({ period, timezone }: SavedQuery, now: Date): Days {
  assertZone(timezone);
  const days = typeof period === 'string' ? daysOfPeriod(period, timezone, now) : period;
  reportPeriods({ ...days, timezone });
  return days;
}

/** A relative period, or the first and the last day, and not both. @throws DomainError `saved_report.period_unclear`. */
export function readPeriod(period: RelativePeriod | undefined, from: string | undefined, to: string | undefined): SavedQuery['period'] {
  if (period !== undefined && from === undefined && to === undefined) return period;
  if (period === undefined && from !== undefined && to !== undefined) return { from, to };
  throw new DomainError('saved_report.period_unclear', 'unprocessable', 'Name either a `period`, or `from` and `to`');
}

/** @throws DomainError `saved_report.too_long`. */
export function assertShort(query: SavedQuery): void {
  if (JSON.stringify(query).length > MOST_CHARACTERS) throw new DomainError('saved_report.too_long', 'unprocessable', 'These are too many filter values to keep');
}
