import type { IncomingHttpHeaders } from 'node:http';

/** The headers that a redirect looks at. */
export const EDGE_HEADER_NAMES = [
  'host', 'user-agent', 'referer', 'accept-language', 'cookie', 'x-forwarded-for', 'cf-ipcountry', 'sec-gpc', 'purpose', 'x-purpose', 'x-moz', 'sec-purpose', 'sec-fetch-dest',
  'sec-fetch-mode', 'sec-fetch-site', 'sec-fetch-user', 'sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform',
] as const;
export type EdgeHeaderName = (typeof EDGE_HEADER_NAMES)[number];

/** Their values; undefined: not sent. */
export type EdgeHeaders = Readonly<{ [name in EdgeHeaderName]?: string | undefined }>;
export type EdgeHeadersDraft = { -readonly [name in EdgeHeaderName]: string | undefined };

/** All of them in one order, so that every request's have the same shape. */
export function noHeaders(): EdgeHeadersDraft {
  return {
    host: undefined, 'user-agent': undefined, referer: undefined, 'accept-language': undefined, cookie: undefined, 'x-forwarded-for': undefined, 'cf-ipcountry': undefined,
    'sec-gpc': undefined, purpose: undefined, 'x-purpose': undefined, 'x-moz': undefined, 'sec-purpose': undefined, 'sec-fetch-dest': undefined, 'sec-fetch-mode': undefined,
    'sec-fetch-site': undefined, 'sec-fetch-user': undefined, 'sec-ch-ua': undefined, 'sec-ch-ua-mobile': undefined, 'sec-ch-ua-platform': undefined,
  };
}

/** Those of a request that Node has parsed. */
export function edgeHeadersOf(headers: IncomingHttpHeaders): EdgeHeaders {
  const found = noHeaders();
  for (const name of EDGE_HEADER_NAMES) {
    const value = headers[name];
    if (value !== undefined) found[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return found;
}
