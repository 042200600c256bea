import type { paths } from '@fairlead/client';
import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';
import { wholeList } from './lists';
import type { SavedReport } from './types';

/** What a new one is made of. */
export type NewSavedReport = paths['/api/v1/saved-reports']['post']['requestBody']['content']['application/json'];
/** What can be changed of one. */
export type SavedReportChange = Omit<paths['/api/v1/saved-reports/{id}']['patch']['requestBody']['content']['application/json'], 'if_version'>;
export const SAVED_REPORTS = 'saved-reports';

/** The reader's own, and those that the team shares. */
export const savedReports = () => wholeList(SAVED_REPORTS, {}, async (step) => body(await api.GET('/api/v1/saved-reports', { params: { query: step } })));

/** One of those, by its id. */
export const savedReport = (id: string) => queryOptions({ queryKey: [SAVED_REPORTS, id], queryFn: async () => body(await api.GET('/api/v1/saved-reports/{id}', { params: { path: { id } } })) });

export async function saveReport(report: NewSavedReport): Promise<SavedReport> {
  return body(await api.POST('/api/v1/saved-reports', { body: report }));
}

/** Changes it as the reader has seen it; what somebody else has changed meanwhile is not overwritten. */
export async function changeSavedReport({ id, version }: SavedReport, change: SavedReportChange): Promise<SavedReport> {
  return body(await api.PATCH('/api/v1/saved-reports/{id}', { params: { path: { id } }, body: { ...change, if_version: version } }));
}

export async function removeSavedReport({ id }: SavedReport): Promise<void> {
  await api.DELETE('/api/v1/saved-reports/{id}', { params: { path: { id } } });
}
