import type { Caller } from '@fairlead/identity';
import { assertShort, daysOfQuery, type SavedQuery } from '../domain/report-query';
import { reportRequest } from './report-request';

/** Refuses what `GET /reports/performance` would refuse to the caller now, with the same problems. @throws DomainError also `saved_report.too_long`. */
export function assertSavable(caller: Caller, query: SavedQuery, now: Date): void {
  assertShort(query);
  reportRequest(caller.context.scope, query, daysOfQuery(query, now), { limit: 1, offset: 0 });
}
