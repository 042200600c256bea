import { FairleadProblem } from '@fairlead/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { noteSecondFactorDuty } from '../session/second-factor-duty';
import { sessionStore } from '../session/session-store';
import { BlockedRequest } from './blocked-request';

const MOST_RETRIES = 2;

/** An answer of 401 ends the session; the shell then leads to the sign-in and back. A missing second factor leads to where it is set up. */
function onError(error: unknown): void {
  if (error instanceof FairleadProblem && error.code === 'second_factor.required') noteSecondFactorDuty();
  if (error instanceof FairleadProblem && error.status === 401 && sessionStore.get() !== null) sessionStore.end();
}

/** Asks again when the server was away, never when it refused or the browser did. */
function retry(failures: number, error: unknown): boolean {
  const refused = error instanceof BlockedRequest || (error instanceof FairleadProblem && error.status < 500);
  return !refused && failures < MOST_RETRIES;
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: { queries: { retry, staleTime: 5_000, refetchOnWindowFocus: true }, mutations: { retry: false } },
});
