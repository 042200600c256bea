import type { Role } from '../../session/session-store';
import { reports } from '../../strings/reports';
import { choice, type RawSearch, text } from '../search';
import { FILTERED_METRICS, METRICS, type ShownMetric } from './report-figures';

export type ReportDimension = keyof typeof reports.dimensions;
export type TimeDimension = 'hour' | 'day' | 'week' | 'month';
export type FilterDimension = Exclude<ReportDimension, TimeDimension>;
export type ReportFilters = Partial<Record<FilterDimension, string>>;
/** In the address bar stands for rows that have no value. */
export const WITHOUT_VALUE = '-';

/** What the address bar of the reports carries, so that a report can be sent to somebody. */
export interface ReportSearch extends ReportFilters {
  readonly by?: ReportDimension | undefined;
  readonly then?: ReportDimension | undefined;
  readonly period?: keyof typeof reports.periods | undefined;
  /** Local days, both included, of a period of one's own. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly currency?: string | undefined;
  readonly compare?: true | undefined;
  /** A metric or a dimension of the rows, the largest or last first unless `up`. */
  readonly sort?: ShownMetric | ReportDimension | undefined;
  readonly up?: true | undefined;
  /** Metrics by name, separated by commas. */
  readonly columns?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
  /** Whose days they are, where it is not the reader's own zone. */
  readonly zone?: string | undefined;
  /** The saved report that this began with. */
  readonly saved?: string | undefined;
}

const TIMES: readonly string[] = ['hour', 'day', 'week', 'month'] satisfies TimeDimension[];
const ALL = Object.keys(reports.dimensions) as ReportDimension[];
export const FILTERS = ALL.filter((dimension): dimension is FilterDimension => !isTime(dimension));
const PERIODS = Object.keys(reports.periods) as (keyof typeof reports.periods)[];
const LOCAL_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MOST_PAGES = 10_000;
const SAVED_REPORT = /^srp_[0-9a-z]{26}$/;

export function isTime(dimension: ReportDimension): dimension is TimeDimension {
  return TIMES.includes(dimension);
}

/** By what each role cuts: nobody by what is always themselves. */
export const DIMENSIONS_OF: Readonly<Record<Role, readonly ReportDimension[]>> = {
  affiliate: ALL.filter((dimension) => dimension !== 'affiliate'),
  advertiser: ALL.filter((dimension) => dimension !== 'advertiser'),
  finance: ALL,
  admin: ALL,
};

/** What the API lets nobody of the role see. */
const HIDDEN_FROM: Readonly<Record<Role, readonly ShownMetric[]>> = { affiliate: ['charge', 'margin', 'roas'], advertiser: ['margin'], finance: [], admin: [] };

export function metricsOf(role: Role): ShownMetric[] {
  return METRICS.filter((metric) => !HIDDEN_FROM[role].includes(metric));
}

/** Metrics to ask for by name; undefined where the usual ones have all that is shown. */
export function metricsToAsk(search: ReportSearch, role: Role): ShownMetric[] | undefined {
  const named: readonly string[] = [...(search.columns?.split(',') ?? []), search.sort ?? ''];
  const filtered: readonly string[] = FILTERED_METRICS;
  return named.some((name) => filtered.includes(name)) ? metricsOf(role).filter((metric) => !filtered.includes(metric) || named.includes(metric)) : undefined;
}

export function reportSearch(raw: RawSearch): ReportSearch {
  return {
    by: choice(ALL, raw['by']), then: choice(ALL, raw['then']), period: choice(PERIODS, raw['period']), from: day(raw['from']), to: day(raw['to']), currency: text(raw['currency']),
    compare: raw['compare'] === true ? true : undefined, sort: choice([...METRICS, ...ALL], raw['sort']), up: raw['up'] === true ? true : undefined, columns: columns(raw['columns']),
    zone: zone(raw['zone']), saved: typeof raw['saved'] === 'string' && SAVED_REPORT.test(raw['saved']) ? raw['saved'] : undefined,
    page: typeof raw['page'] === 'number' && Number.isInteger(raw['page']) && raw['page'] > 1 && raw['page'] <= MOST_PAGES ? raw['page'] : undefined,
    ...Object.fromEntries(FILTERS.map((dimension) => [dimension, text(raw[dimension])])),
  };
}

/** The filters of a search, in the order of the dimensions. */
export function filtersOf(search: ReportSearch): [FilterDimension, string][] {
  return FILTERS.flatMap((dimension): [FilterDimension, string][] => {
    const value = search[dimension];
    return value === undefined ? [] : [[dimension, value]];
  });
}

function day(raw: unknown): string | undefined {
  return typeof raw === 'string' && LOCAL_DATE.test(raw) ? raw : undefined;
}

/** Those names that there are: all of them together are longer than other texts of the address. */
function columns(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const named = raw.split(',');
  return METRICS.filter((metric) => named.includes(metric)).join(',') || undefined;
}

function zone(raw: unknown): string | undefined {
  const name = text(raw);
  if (name === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
