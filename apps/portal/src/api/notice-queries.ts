import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';
import { growingList } from './lists';

const POLL_MS = 60_000;

export const notices = {
  list: () => growingList('notices', {}, async (step) => body(await api.GET('/api/v1/notices', { params: { query: step } }))),
  /** How many are new, asked again every minute while the page is seen. */
  unseen: () => queryOptions({ queryKey: ['notices', 'unseen'], queryFn: async () => body(await api.GET('/api/v1/notices/unseen')).count, refetchInterval: POLL_MS, staleTime: POLL_MS / 2 }),
};
