import type { Role } from '../../session/session-store';
import { reports } from '../../strings/reports';
import { choice, type RawSearch, text } from '../search';
import { SHOWN_METRICS, type ShownMetric } from './report-figures';

export type ReportDimension = keyof typeof reports.dimensions;
/** What the address bar of the reports carries, so that a report can be sent to somebody. */
export interface ReportSearch {
  readonly by?: ReportDimension | undefined;
  readonly then?: ReportDimension | undefined;
  readonly period?: keyof typeof reports.periods | undefined;
  readonly currency?: string | undefined;
  readonly compare?: true | undefined;
  readonly sort?: ShownMetric | undefined;
}

export const TIME: readonly ReportDimension[] = ['hour', 'day', 'week', 'month'];
const ALL = Object.keys(reports.dimensions) as ReportDimension[];
const PERIODS = Object.keys(reports.periods) as (keyof typeof reports.periods)[];

/** By what each role cuts: nobody by what is always themselves. */
export const DIMENSIONS_OF: Readonly<Record<Role, readonly ReportDimension[]>> = {
  affiliate: ALL.filter((dimension) => dimension !== 'affiliate'),
  advertiser: ALL.filter((dimension) => dimension !== 'advertiser'),
  finance: ALL,
  admin: ALL,
};

export function reportSearch(raw: RawSearch): ReportSearch {
  return {
    by: choice(ALL, raw['by']), then: choice(ALL, raw['then']), period: choice(PERIODS, raw['period']), currency: text(raw['currency']), compare: raw['compare'] === true ? true : undefined,
    sort: choice(SHOWN_METRICS, raw['sort']),
  };
}
