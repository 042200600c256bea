import { DomainError, parseCurrency, type TenantContext } from '@fairlead/kernel';
import { ALL_METRICS, type Dimension, FILTER_DIMENSIONS, type FilterDimension, type Metric, METRICS } from '../contracts';
import { storedValue } from '../domain/dimension-values';
import type { Days } from '../domain/relative-period';
import type { ReportQuery } from '../domain/report-query';
import type { ReportRequest } from './read-report.query';

/** Who may not see what: an affiliate nothing of what advertisers pay, an advertiser nothing of what the network keeps. */
const HIDDEN: Readonly<Record<TenantContext['scope'], readonly Metric[]>> = { network: [], advertiser: ['margin'], affiliate: ['charge', 'margin', 'roas'] };

/**
 * What a query asks for, for one reader. The same rules for a URL and for a saved report.
 * @throws DomainError `report.metric_not_allowed`, `report.unknown_sort`, `request.invalid_id`, or that the currency is unknown.
 */
export function reportRequest(scope: TenantContext['scope'], query: ReportQuery, days: Days, page: { readonly limit: number; readonly offset: number }): ReportRequest {
  const hidden = HIDDEN[scope];
  const metrics = query.metrics ?? METRICS.filter((metric) => !hidden.includes(metric));
  const sort = readSort(query);
  const refused = [...metrics, ...(sort ? [sort.by] : [])].find((name) => (hidden as readonly string[]).includes(name));
  if (refused !== undefined) throw new DomainError('report.metric_not_allowed', 'forbidden', 'This figure is not the caller’s to see', { metric: refused });
  return {
    groupBy: query.groupBy, metrics, filters: readFilters(query), from: days.from, to: days.to, timezone: query.timezone,
    currency: query.currency === null ? null : parseCurrency(query.currency), comparePrevious: query.comparePrevious, sort, limit: page.limit, offset: page.offset,
  };
}

function readFilters(query: ReportQuery): Map<FilterDimension, readonly string[]> {
  return new Map(FILTER_DIMENSIONS.flatMap((name) => {
    const values = query.filters[name];
    return values === undefined ? [] : [[name, values.map((value) => storedValue(name, value))] as const];
  }));
}

function readSort({ sort, groupBy }: ReportQuery): ReportRequest['sort'] {
  if (sort === null) return null;
  const by = sort.replace(/^-/, '') as Dimension | Metric;
  if (!groupBy.includes(by as Dimension) && !(ALL_METRICS as readonly string[]).includes(by)) {
    throw new DomainError('report.unknown_sort', 'unprocessable', '`sort` takes a metric or a dimension of `group_by`', { sort: sort.slice(0, 40) });
  }
  return { by, descending: sort.startsWith('-') };
}
