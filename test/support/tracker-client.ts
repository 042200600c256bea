import { createHmac, randomBytes } from 'node:crypto';
import type { ApiAnswer } from './api-client';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** What a visitor of a link gets. */
export interface Visit {
  status: number;
  /** Null for the neutral page. */
  location: URL | null;
  /** From the landing URL's `fl_click`; null where there is none. */
  clickId: string | null;
}

export interface VisitOptions {
  query?: Record<string, string>;
  headers?: Record<string, string>;
  method?: 'GET' | 'HEAD';
}

/** Parameters of a postback. */
export type PostbackParameters = Record<string, string>;

/** Calls the tracker as browsers and shops do. */
export class TrackerClient {
  constructor(readonly trackerUrl: string) {}

  /** Follows a link by its code, with a browser's user agent, up to the redirect. */
  async visit(code: string, options: VisitOptions = {}): Promise<Visit> {
    const url = new URL(`/c/${code}`, this.trackerUrl);
    for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
    const response = await fetch(url, { method: options.method ?? 'GET', redirect: 'manual', headers: { 'user-agent': BROWSER, ...options.headers } });
    await response.arrayBuffer();
    const header = response.headers.get('location');
    const location = header === null ? null : new URL(header);
    return { status: response.status, location, clickId: location?.searchParams.get('fl_click') ?? null };
  }

  /** Sends a postback as it is given: add `token`, or sign the parameters with `signPostback` first. */
  async postback(parameters: PostbackParameters, method: 'GET' | 'POST' = 'GET'): Promise<ApiAnswer> {
    const search = new URLSearchParams(parameters);
    const response =
      method === 'GET' ? await fetch(`${this.trackerUrl}/postback?${search}`) : await fetch(`${this.trackerUrl}/postback`, { method, body: search });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
}

/** Adds `ts` (seconds), `nonce` and `sig`, by the documented recipe alone. */
export function signPostback(parameters: PostbackParameters, secret: string, at: Date, nonce = randomBytes(12).toString('hex')): PostbackParameters {
  const all: PostbackParameters = { ...parameters, ts: String(Math.floor(at.getTime() / 1000)), nonce };
  const pairs = Object.entries(all).map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`);
  const text = pairs.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join('&');
  return { ...all, sig: createHmac('sha256', secret).update(text).digest('hex') };
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
