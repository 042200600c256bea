import type { paths } from '@fairlead/client';
import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';

/** What a report is asked for; days are local dates, both included. */
export type ReportAsked = paths['/api/v1/reports/performance']['get']['parameters']['query'];
type Days = paths['/api/v1/reports/currencies']['get']['parameters']['query'];

/** Currencies of the offers that had clicks or conversions on these days, that of most conversions first. */
export const reportCurrencies = (days: Days) =>
  queryOptions({ queryKey: ['report-currencies', days], queryFn: async () => body(await api.GET('/api/v1/reports/currencies', { params: { query: days } })).data });

export const performanceReport = (asked: ReportAsked) =>
  queryOptions({ queryKey: ['reports', asked], queryFn: async () => body(await api.GET('/api/v1/reports/performance', { params: { query: asked } })) });

/** All rows of the same report as a file. */
export async function performanceFile(asked: ReportAsked): Promise<string> {
  return body(await api.GET('/api/v1/reports/performance.csv', { params: { query: asked }, parseAs: 'text' }));
}
