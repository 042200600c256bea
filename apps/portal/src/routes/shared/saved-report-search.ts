import type { SavedReport } from '../../api/types';
import { METRICS, SHOWN_METRICS, type ShownMetric } from './report-figures';
import { DEFAULT_BY, DEFAULT_PERIOD } from './report-request';
import { FILTERS, filtersOf, reportSearch, type ReportSearch, WITHOUT_VALUE } from './report-search';

type Query = SavedReport['query'];
type Period = NonNullable<ReportSearch['period']>;

/** What the periods of this page are called by the API. */
const PERIODS: Readonly<Record<Exclude<Period, 'own'>, NonNullable<Query['period']>>> = {
  yesterday: 'yesterday', last_week: 'last_week', '7d': 'last_7_days', '30d': 'last_30_days', '90d': 'last_90_days', month: 'this_month', last_month: 'last_month',
};

/** The page's state as it is kept. `zone` is the one whose days are shown, `currency` the one that the figures are in, where there are several. */
export function queryOf(search: ReportSearch, allowed: readonly ShownMetric[], zone: string, currency: string | undefined): Query {
  const by = search.by ?? DEFAULT_BY;
  const columns = search.columns === undefined ? undefined : allowed.filter((metric) => search.columns?.split(',').includes(metric));
  const filters = filtersOf(search).map(([dimension, value]) => [dimension, [value === WITHOUT_VALUE ? '' : value]] as const);
  return {
    group_by: search.then === undefined || search.then === by ? [by] : [by, search.then], ...Object.fromEntries(filters), ...daysOrPeriod(search), timezone: zone,
    ...(columns?.length ? { metrics: columns } : {}), ...(currency === undefined ? {} : { currency }), ...(search.compare ? { compare: 'previous_period' as const } : {}),
    ...(search.sort === undefined ? {} : { sort: `${search.up ? '' : '-'}${search.sort}` }),
  };
}

/** The state of the page that shows a saved report; null for one of the API that it cannot show whole. `ownZone` is the reader's. */
export function searchOf({ id, query }: SavedReport, ownZone: string): ReportSearch | null {
  const [by, then, more] = query.group_by ?? [];
  const filters = FILTERS.flatMap((dimension) => (query[dimension] === undefined ? [] : [[dimension, query[dimension]] as const]));
  if (by === undefined || more !== undefined || !filters.every(([, values]) => isOne(values))) return null;
  const metrics = query.metrics?.filter((metric) => (METRICS as readonly string[]).includes(metric));
  const sort = query.sort?.replace(/^-/, '');
  return reportSearch({
    by, then, ...Object.fromEntries(filters.map(([dimension, [value]]) => [dimension, value === '' ? WITHOUT_VALUE : value])), ...periodOf(query), compare: query.compare === 'previous_period', currency: query.currency,
    sort, up: sort !== undefined && sort === query.sort, columns: metrics?.join(','), zone: query.timezone === ownZone ? undefined : query.timezone, saved: id,
  });
}

/** Whether the page still shows a report as it was saved. */
export function isAsSaved(search: ReportSearch, report: SavedReport, allowed: readonly ShownMetric[], ownZone: string): boolean {
  const saved = searchOf(report, ownZone);
  return saved !== null && fingerprint(saved, allowed, ownZone) === fingerprint(search, allowed, ownZone);
}

/** Equal for states that show the same. The page of rows is not kept, nor are the defaults said. */
function fingerprint(search: ReportSearch, allowed: readonly ShownMetric[], ownZone: string): string {
  const by = search.by ?? DEFAULT_BY;
  const columns = search.columns?.split(',') ?? SHOWN_METRICS;
  return JSON.stringify([
    by, search.then === by ? undefined : search.then, daysOrPeriod(search), filtersOf(search), search.currency, search.compare === true, search.sort, search.up === true,
    allowed.filter((metric) => (columns as readonly string[]).includes(metric)), search.zone ?? ownZone,
  ]);
}

function daysOrPeriod({ period, from, to }: ReportSearch): Pick<Query, 'period' | 'from' | 'to'> {
  if (period === 'own' && from !== undefined && to !== undefined) return { from, to };
  return { period: PERIODS[period === undefined || period === 'own' ? DEFAULT_PERIOD : period] };
}

function periodOf(query: Query): Pick<ReportSearch, 'period' | 'from' | 'to'> {
  if (query.period === undefined) return { period: 'own', from: query.from, to: query.to };
  return { period: (Object.keys(PERIODS) as Exclude<Period, 'own'>[]).find((name) => PERIODS[name] === query.period) };
}

/** Whether the address bar can carry it. */
function isOne(values: readonly string[]): boolean {
  const [value = ''] = values;
  return values.length === 1 && value !== WITHOUT_VALUE && value.length <= 200;
}
