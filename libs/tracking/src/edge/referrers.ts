import { longBytes } from '../domain/click-record';
import { flat, RecentMap } from '../domain/recent-map';

const LONGEST = 500;
const REMEMBERED = 20_000;

/** What a `Referer` header says, found out once. */
export interface Referrer {
  /** The text as a click record holds it: without its query, which may hold what is nobody's business. */
  readonly bytes: Buffer;
  /** Null where it names none. */
  readonly host: string | null;
}

const NONE: Referrer = { bytes: longBytes(null), host: null };

/** The referrers seen last. */
export class Referrers {
  private readonly known = new RecentMap<string, Referrer>(REMEMBERED);

  of(header: string | undefined): Referrer {
    if (header === undefined || header === '') return NONE;
    const known = this.known.get(header);
    if (known) return known;
    const referrer = readReferrer(header);
    this.known.set(flat(header), referrer);
    return referrer;
  }
}

function readReferrer(header: string): Referrer {
  const end = header.search(/[?#]/);
  const text = (end < 0 ? header : header.slice(0, end)).replace(/\p{Cc}/gu, '').slice(0, LONGEST);
  return { bytes: longBytes(text), host: URL.canParse(header) ? new URL(header).hostname || null : null };
}
