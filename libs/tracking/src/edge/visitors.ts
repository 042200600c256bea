import { RandomPool } from '../domain/random-pool';
import type { Address } from './addresses';
import type { Agent } from './agents';
import type { EdgeHeaders } from './edge-headers';

const COOKIE = 'fl_vid';
/** Browsers keep no cookie longer than 400 days. */
const MAX_AGE_S = 34_560_000;
const ID_LETTERS = 32;

/** Whether visitors may be given an id without having been asked. */
export type ConsentMode = 'assumed' | 'required';

/** Who came, as far as the browser says. */
export interface Visitor {
  /** 64 bits in two halves. */
  readonly high: number;
  readonly low: number;
  /** 32 bits that rotation sticks to. */
  readonly stickiness: number;
  /** The browser sent an id of ours. */
  readonly known: boolean;
  /** The header that gives the browser its id; null where it has one or may get none. */
  readonly setCookie: string | null;
  /** `Sec-GPC`, a refusal or missing consent: nothing is kept that tells one person from another beyond what counting needs. */
  readonly anonymous: boolean;
}

/** Recognises visitors by a first-party id, which lives in a cookie of the tracking domain. */
export class Visitors {
  private readonly random = new RandomPool();
  private readonly bytes = Buffer.alloc(16);

  constructor(private readonly consent: ConsentMode) {}

  /** `consentGiven`: what the link or the script says of consent; null when nothing. */
  of(headers: EdgeHeaders, agent: Agent, address: Address, consentGiven: boolean | null): Visitor {
    const anonymous = headers['sec-gpc'] === '1' || consentGiven === false || (this.consent === 'required' && consentGiven !== true);
    const id = anonymous ? null : cookieOf(headers.cookie);
    if (id !== null) return returning(id);
    if (anonymous || agent.bot) return this.byAddress(agent, address, anonymous);
    this.random.fill(this.bytes, 0, 16);
    const high = this.bytes.readUInt32BE(0);
    const setCookie = `${COOKIE}=${this.bytes.toString('hex')}; Max-Age=${MAX_AGE_S}; Path=/; Secure; HttpOnly; SameSite=Lax`;
    return { high, low: this.bytes.readUInt32BE(4), stickiness: high, known: false, setCookie, anonymous: false };
  }

  private byAddress(agent: Agent, address: Address, anonymous: boolean): Visitor {
    const high = (address.high ^ agent.hash) >>> 0;
    const low = (address.low ^ Math.imul(agent.hash, 0x9e3779b1)) >>> 0;
    return { high, low, stickiness: high, known: false, setCookie: null, anonymous };
  }
}

function returning(id: string): Visitor {
  const high = Number.parseInt(id.slice(0, 8), 16);
  return { high, low: Number.parseInt(id.slice(8, 16), 16), stickiness: high, known: true, setCookie: null, anonymous: false };
}

/** The id in a cookie header, or null where there is none of ours. */
function cookieOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  const start = header.startsWith(`${COOKIE}=`) ? 0 : header.indexOf(` ${COOKIE}=`) + 1;
  if (start === 0 && !header.startsWith(`${COOKIE}=`)) return null;
  const id = header.slice(start + COOKIE.length + 1, start + COOKIE.length + 1 + ID_LETTERS);
  return /^[0-9a-f]{32}$/.test(id) ? id : null;
}
