import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';

/** What a report is asked for; days are local dates, both included. */
export interface ReportAsked {
  readonly group_by: string[];
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly currency?: string;
  readonly compare?: 'previous_period';
  readonly sort?: string;
  readonly limit: number;
}

/** Currencies of the conversions of these days, that of most first. */
export const reportCurrencies = (days: Pick<ReportAsked, 'from' | 'to' | 'timezone'>) =>
  queryOptions({ queryKey: ['report-currencies', days], queryFn: async () => body(await api.GET('/api/v1/reports/currencies', { params: { query: days } })).data });

export const performanceReport = (asked: ReportAsked) =>
  queryOptions({ queryKey: ['reports', asked], queryFn: async () => body(await api.GET('/api/v1/reports/performance', { params: { query: asked } })) });

/** All rows of the same report as a file. */
export async function performanceFile(asked: ReportAsked): Promise<string> {
  return body(await api.GET('/api/v1/reports/performance.csv', { params: { query: asked }, parseAs: 'text' }));
}
