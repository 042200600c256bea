import { createFairleadClient, FairleadProblem } from '@fairlead/client';
import { askForCode } from '../session/fresh-code';
import { sessionStore, type Session } from '../session/session-store';
import { send } from './blocked-request';

/** A token is renewed this long before it ends (ms). */
const RENEW_BEFORE_MS = 30_000;
let renewal: Promise<string | null> | null = null;

/** Every call of the portal goes through here, to the origin that served it. */
export const api = createFairleadClient({ baseUrl: window.location.origin, getToken, fetch: fetchWithCode });
/** Calls that need no session. */
export const openApi = createFairleadClient({ baseUrl: window.location.origin, fetch: send });

/** Sends a call again, once, after the person gave the fresh code that it needs; giving up leaves the refusal as it is. */
async function fetchWithCode(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 403 || (await problemCode(response)) !== 'second_factor.code_needed') return response;
  return (await askForCode()) ? send(again) : response;
}

async function problemCode(response: Response): Promise<unknown> {
  try {
    return ((await response.clone().json()) as { code?: unknown } | null)?.code;
  } catch (error) {
    // A refusal of something in between may come as a page; it is no problem of the API.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function getToken(): Promise<string | null> {
  const session = sessionStore.get();
  if (session === null) return null;
  if (session.expiresAt - Date.now() > RENEW_BEFORE_MS) return session.accessToken;
  // One renewal serves every call that waits for it: a refresh token works once.
  renewal ??= renew(session).finally(() => (renewal = null));
  return renewal;
}

async function renew(session: Session): Promise<string | null> {
  if (session.refreshToken === null) {
    sessionStore.end();
    return null;
  }
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
