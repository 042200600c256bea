import type { ReportAsked } from '../../api/report-queries';
import { localDay, periodDays } from './report-figures';
import { filtersOf, isTime, type ReportDimension, type ReportSearch, WITHOUT_VALUE } from './report-search';

export const ROWS_PER_PAGE = 100;
const DAY_MS = 86_400_000;
export const DEFAULT_PERIOD = '30d';
export const DEFAULT_BY: ReportDimension = 'day';

/** Local days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export function daysOf(search: ReportSearch, zone: string, now = new Date()): Days {
  if (search.period === 'own' && search.from !== undefined && search.to !== undefined) return { from: search.from, to: search.to };
  return periodDays(search.period ?? DEFAULT_PERIOD, zone, now);
}

/** As many days before. */
export function daysBefore({ from, to }: Days): Days {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const length = last - first + DAY_MS;
  return { from: dateOf(first - length), to: dateOf(last - length) };
}

/** What the API is asked for. `days` and `currency` are resolved, as the address bar may leave them out; without `metrics` the API gives the usual ones. */
export function requestOf(search: ReportSearch, days: Days, zone: string, currency: string | undefined, metrics?: readonly string[]): ReportAsked {
  const by = search.by ?? DEFAULT_BY;
  const filters = filtersOf(search).map(([dimension, value]) => [dimension, [value === WITHOUT_VALUE ? '' : value]] as const);
  return {
    group_by: search.then === undefined || search.then === by ? [by] : [by, search.then], ...days, timezone: zone, limit: ROWS_PER_PAGE, ...Object.fromEntries(filters),
    ...(metrics === undefined ? {} : { metrics: [...metrics] }), ...(currency === undefined ? {} : { currency }), ...(search.compare ? { compare: 'previous_period' as const } : {}), ...(search.sort === undefined ? {} : { sort: `${search.up ? '' : '-'}${search.sort}` }),
    ...(search.page === undefined ? {} : { offset: (search.page - 1) * ROWS_PER_PAGE }),
  };
}

/** The same report for one row of it: narrowed to its value, and cut by what comes next. Of an hour it is the local day. */
export function drillInto(search: ReportSearch, dimension: ReportDimension, value: string | null, zone: string): ReportSearch {
  const rest: ReportSearch = { ...search, then: undefined, sort: undefined, up: undefined, page: undefined };
  const next = search.then !== undefined && search.then !== dimension ? search.then : undefined;
  if (!isTime(dimension)) return { ...rest, [dimension]: value ?? WITHOUT_VALUE, by: next ?? DEFAULT_BY };
  const from = dimension === 'hour' && value !== null ? localDay(new Date(value), zone) : (value ?? '');
  return { ...rest, period: 'own', from, to: lastDayOf(dimension, from), by: next ?? (dimension === 'day' || dimension === 'hour' ? 'hour' : 'day') };
}

function lastDayOf(dimension: 'hour' | 'day' | 'week' | 'month', from: string): string {
  const first = Date.parse(from);
  if (dimension === 'week') return dateOf(first + 6 * DAY_MS);
  if (dimension !== 'month') return from;
  const begin = new Date(first);
  return dateOf(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + 1, 0));
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
