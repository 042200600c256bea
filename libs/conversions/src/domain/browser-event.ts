import { DomainError } from '@fairlead/kernel';

const LONGEST_URL = 4_000;
const LONGEST_CODE = 64;

/** What a visitor's browser tells: that its page was linked to directly, or of a conversion. */
export type BrowserEvent =
  | { readonly type: 'visit'; readonly code: string; readonly url: string; readonly referrer: string | null; readonly consent: boolean }
  | { readonly type: 'conversion'; readonly parameters: Readonly<Record<string, unknown>> };

/** Reads the JSON of an event, which browsers send as text to be spared a preflight. @throws DomainError `event.malformed`. */
export function readBrowserEvent(body: unknown): BrowserEvent {
  const event = typeof body === 'string' ? parse(body) : body;
  if (typeof event !== 'object' || event === null || Array.isArray(event)) throw malformed('an event is a JSON object');
  const { type, ...rest } = event as Readonly<Record<string, unknown>>;
  if (type === 'conversion') return { type, parameters: Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)) };
  if (type === 'visit') return readVisit(rest);
  throw malformed('type is visit or conversion');
}

function readVisit({ code, url, referrer, consent }: Readonly<Record<string, unknown>>): BrowserEvent {
  if (typeof code !== 'string' || code === '' || code.length > LONGEST_CODE) throw malformed('code is the code of a link');
  if (typeof url !== 'string' || url.length > LONGEST_URL) throw malformed(`url is the page’s address, of at most ${LONGEST_URL} characters`);
  return { type: 'visit', code, url, referrer: typeof referrer === 'string' && referrer !== '' ? referrer.slice(0, LONGEST_URL) : null, consent: consent !== false };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('the body is no JSON');
  }
}

function malformed(why: string): DomainError {
  return new DomainError('event.malformed', 'invalid', `The event cannot be read: ${why}`);
}
