import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Page } from './types';

/** Rows of one step of a list. */
export const PAGE_SIZE = 50;
const MOST_PER_CALL = 100;

/** What a list call is asked for. */
export interface Step {
  readonly limit: number;
  readonly cursor?: string;
}

/** A list that grows by "Show more"; `filter` is part of its key. */
export function growingList<Row>(key: string, filter: object, fetchPage: (step: Step) => Promise<Page<Row>>) {
  return infiniteQueryOptions({
    queryKey: [key, 'list', filter],
    queryFn: ({ pageParam }) => fetchPage(step(PAGE_SIZE, pageParam)),
    initialPageParam: '',
    getNextPageParam: (last: Page<Row>) => (last.has_more ? last.next_cursor : null),
  });
}

/** Rows of a list from the newest on, as many as asked for. `complete` tells whether that is all of them. */
export function wholeList<Row>(key: string, filter: object, fetchPage: (step: Step) => Promise<Page<Row>>, most = 1_000) {
  return queryOptions({ queryKey: [key, 'whole', filter, most], queryFn: () => fetchWhole(fetchPage, most) });
}

async function fetchWhole<Row>(fetchPage: (step: Step) => Promise<Page<Row>>, most: number): Promise<{ rows: Row[]; complete: boolean }> {
  const rows: Row[] = [];
  let cursor: string | null = '';
  while (cursor !== null && rows.length < most) {
    const page: Page<Row> = await fetchPage(step(MOST_PER_CALL, cursor));
    rows.push(...page.data);
    cursor = page.has_more ? page.next_cursor : null;
  }
  return { rows, complete: cursor === null };
}

function step(limit: number, cursor: string): Step {
  return cursor === '' ? { limit } : { limit, cursor };
}
