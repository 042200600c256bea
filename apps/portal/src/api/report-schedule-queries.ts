import type { paths } from '@fairlead/client';
import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';

const PATH = '/api/v1/saved-reports/{id}/schedule';
/** When, how often and to whom a saved report is sent. */
export type ReportSchedule = paths[typeof PATH]['get']['responses']['200']['content']['application/json'];
export type NewReportSchedule = paths[typeof PATH]['put']['requestBody']['content']['application/json'];

const of = (id: string) => ({ params: { path: { id } } });

/** Read anew by everybody who opens it, and then left alone: what is saved replaces all of what was read. */
export const reportSchedule = (id: string) => queryOptions({ queryKey: ['report-schedule', id], queryFn: async () => body(await api.GET(PATH, of(id))), staleTime: Infinity, gcTime: 0 });

export async function setReportSchedule(id: string, schedule: NewReportSchedule): Promise<ReportSchedule> {
  return body(await api.PUT(PATH, { ...of(id), body: schedule }));
}

export async function stopReportSchedule(id: string): Promise<void> {
  await api.DELETE(PATH, of(id));
}

/** Takes the reader off the list. */
export async function leaveReportSchedule(id: string): Promise<void> {
  await api.POST('/api/v1/saved-reports/{id}/schedule/leave', of(id));
}

export async function sendReportNow(id: string): Promise<void> {
  await api.POST('/api/v1/saved-reports/{id}/send', of(id));
}
