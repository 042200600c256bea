import { createFairleadClient, FairleadProblem } from '@fairlead/client';
import { sessionStore, type Session } from '../session/session-store';

/** A token is renewed this long before it ends (ms). */
const RENEW_BEFORE_MS = 30_000;
let renewal: Promise<string | null> | null = null;

/** Every call of the portal goes through here, to the origin that served it. */
export const api = createFairleadClient({ baseUrl: window.location.origin, getToken });
/** Calls that need no session. */
export const openApi = createFairleadClient({ baseUrl: window.location.origin });

async function getToken(): Promise<string | null> {
  const session = sessionStore.get();
  if (session === null) return null;
  if (session.expiresAt - Date.now() > RENEW_BEFORE_MS) return session.accessToken;
  // One renewal serves every call that waits for it: a refresh token works once.
  renewal ??= renew(session).finally(() => (renewal = null));
  return renewal;
}

async function renew(session: Session): Promise<string | null> {
  try {
    const { data } = await openApi.POST('/api/v1/auth/refresh', { body: { refresh_token: session.refreshToken } });
    if (data) sessionStore.begin(data);
    return data?.access_token ?? null;
  } catch (error) {
    // Without a network the session may still be good; only a refusal ends it.
    if (error instanceof FairleadProblem && error.status < 500) sessionStore.end();
    throw error;
  }
}

/** The body of a successful answer. @throws Error on an answer without one. */
export function body<Data>(answer: { data?: Data }): NonNullable<Data> {
  if (answer.data === undefined || answer.data === null) throw new Error('The server answered without a body');
  return answer.data;
}

/** The same object without its undefined members, which a query string must not carry. */
export function given<Members extends object>(members: Members): { [Key in keyof Members]?: Exclude<Members[Key], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== '')) as { [Key in keyof Members]?: Exclude<Members[Key], undefined> };
}
