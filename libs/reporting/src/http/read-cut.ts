import { FILTER_DIMENSIONS, type FilterDimension } from '../contracts';
import type { ReportQuery } from '../domain/report-query';
import type { CutQuery } from './performance.query';

/** A query as it came over HTTP, in the words of the domain. */
export function readCut(query: CutQuery): ReportQuery {
  const given = query as unknown as Partial<Record<FilterDimension, readonly string[]>>; // the filters are declared in a loop
  return {
    groupBy: query.group_by, metrics: query.metrics ?? null,
    filters: Object.fromEntries(FILTER_DIMENSIONS.flatMap((name) => (given[name] ? [[name, given[name]]] : []))),
    timezone: query.timezone, currency: query.currency ?? null, comparePrevious: query.compare !== undefined, sort: query.sort ?? null,
  };
}
