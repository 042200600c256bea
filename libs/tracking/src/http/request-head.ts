import { EDGE_HEADER_NAMES, type EdgeHeaderName, type EdgeHeaders, type EdgeHeadersDraft, noHeaders } from '../edge/edge-headers';

/** The head of a request for a link. */
export interface RequestHead {
  readonly method: 'GET' | 'HEAD';
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: EdgeHeaders;
}

const START = /^(GET|HEAD) (\/[\x21-\x7e]*) HTTP\/1\.1\r\n/;
/** Anything but visible ASCII, space, tab and whole line ends. */
const FORBIDDEN = /[^\t\x20-\x7e\r\n]|\r(?!\n)|[^\r]\n/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What says that there is more to the request than its head, or that the connection is to become something else. */
const BEYOND: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'expect', 'upgrade', 'trailer', 'te', 'proxy-connection', 'keep-alive', 'http2-settings']);
const LOOKED_AT: ReadonlySet<string> = new Set(EDGE_HEADER_NAMES);

type Kind = EdgeHeaderName | 'ignored' | 'connection' | 'beyond';
/** Spellings of names that were met. Bounded: senders choose them. */
const kinds = new Map<string, Kind>();
const MOST_KINDS = 500;

/**
 * Reads bytes that are exactly the head of one plain request, as nearly every visitor's browser sends it. Null for everything else, right
 * or wrong: several requests, a part of one, a body, an unusual header. That is for Node's own parser to judge, which is stricter and slower.
 * What is accepted here means the same there.
 */
export function readRequestHead(text: string): RequestHead | null {
  if (!text.endsWith('\r\n\r\n')) return null;
  const start = START.exec(text);
  if (start === null || FORBIDDEN.test(text)) return null;
  const headers = noHeaders();
  const last = text.length - 2;
  for (let at = start[0].length; at < last;) {
    const end = text.indexOf('\r\n', at);
    if (!takeHeader(text, at, end, headers)) return null;
    at = end + 2;
  }
  if (headers.host === undefined) return null;
  return { method: start[1] === 'HEAD' ? 'HEAD' : 'GET', url: start[2] ?? '', headers };
}

/** The header in text[at, end). False for one that is not for here, and for an empty line: the head of one request ended before the bytes did. */
function takeHeader(text: string, at: number, end: number, into: EdgeHeadersDraft): boolean {
  const colon = text.indexOf(':', at);
  if (colon <= at || colon >= end) return false;
  const kind = kindOf(text.slice(at, colon));
  if (kind === 'ignored') return true;
  const value = text.slice(colon + 1, end).trim();
  if (kind === 'beyond' || value === '') return false;
  if (kind === 'connection') return value.toLowerCase() === 'keep-alive';
  if (into[kind] !== undefined) return false;
  into[kind] = value;
  return true;
}

function kindOf(spelling: string): Kind {
  const known = kinds.get(spelling);
  if (known !== undefined) return known;
  const name = spelling.toLowerCase();
  const kind = !NAME.test(spelling) || BEYOND.has(name) ? 'beyond' : name === 'connection' ? 'connection' : isLookedAt(name) ? name : 'ignored';
  if (kinds.size < MOST_KINDS) kinds.set(spelling, kind);
  return kind;
}

function isLookedAt(name: string): name is EdgeHeaderName {
  return LOOKED_AT.has(name);
}
