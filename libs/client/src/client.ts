import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { readProblem } from './problem';
import type { paths } from './schema';

/** Calls of the API by method and path, typed by its OpenAPI document. */
export type FairleadClient = Client<paths>;

export interface FairleadClientOptions {
  /** Origin of the API: `https://api.example.com`. */
  readonly baseUrl: string;
  /** An API key or access token that does not change. */
  readonly token?: string;
  /** Asked before every call, where tokens are refreshed; null or undefined sends none. */
  readonly getToken?: () => string | null | undefined | Promise<string | null | undefined>;
  /** Another fetch than the platform's. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * Makes a typed client. Calls return `{ data }`; an answer that is not a success is thrown as a FairleadProblem.
 *
 * @example
 * const client = createFairleadClient({ baseUrl: 'https://api.example.com', token: apiKey });
 * const { data } = await client.GET('/api/v1/offers', { params: { query: { limit: 10 } } });
 */
export function createFairleadClient(options: FairleadClientOptions): FairleadClient {
  const client = createClient<paths>({ baseUrl: options.baseUrl.replace(/\/$/, ''), ...(options.fetch ? { fetch: options.fetch } : {}) });
  client.use(authenticate(options), throwProblems);
  return client;
}

/** Header of a POST that is safe to repeat: keep the key for the retries of one intent, make a new one for the next. */
export function idempotencyKey(key: string = crypto.randomUUID()): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}

function authenticate(options: FairleadClientOptions): Middleware {
  return {
    async onRequest({ request }) {
      const token = options.getToken ? await options.getToken() : options.token;
      if (token) request.headers.set('authorization', `Bearer ${token}`);
      return request;
    },
  };
}

const throwProblems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response);
    return response;
  },
};
