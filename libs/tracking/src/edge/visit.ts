import type { ClickTrigger, Device, Subs } from '../contracts';
import { SUB_NAMES } from '../contracts';
import { type AdPlatformIds, readAdPlatformIds } from '../domain/ad-platform-ids';
import type { RoutedLink, VisitFacts } from '../domain/routing';
import { cleanLabel } from '../domain/visitor';
import type { Address } from './addresses';
import type { Agent } from './agents';
import type { EdgeHeaders } from './edge-headers';
import type { Referrer } from './referrers';
import type { Visitor } from './visitors';

const PREFETCH = /prefetch|preview|prerender/i;
const NO_QUERY: Readonly<Record<string, unknown>> = Object.freeze({});

/** What a request brought, before anything is looked up. */
export interface VisitRequest {
  readonly nowMs: number;
  readonly method: string;
  readonly headers: EdgeHeaders;
  readonly query: Readonly<Record<string, unknown>> | null;
  readonly agent: Agent;
  readonly referrer: Referrer;
  readonly address: Address;
  readonly visitor: Visitor;
  /** What the route says of how the visitor came; null leaves it to the query. */
  readonly trigger: ClickTrigger | null;
}

/** One visit. What most decisions do not need is found out when asked. */
export class Visit implements VisitFacts {
  readonly query: Readonly<Record<string, unknown>>;
  readonly subs: Subs;
  readonly sourceId: string | null;
  /** Decided in the loader, which sees the clicks of all processes. */
  readonly flooding = false;
  private adPlatformIdsRead: { readonly ids: AdPlatformIds | null } | null = null;

  constructor(readonly request: VisitRequest, link: RoutedLink) {
    this.query = request.query ?? NO_QUERY;
    this.subs = request.query === null ? link.subs : subsOf(link, request.query);
    this.sourceId = (request.query === null ? null : cleanLabel(request.query['source_id'])) ?? link.sourceId;
  }

  get nowMs(): number { return this.request.nowMs; }
  get method(): string { return this.request.method; }
  get bot(): boolean { return this.request.agent.bot; }
  get device(): Device { return this.request.agent.device; }
  get os(): string | null { return this.request.agent.os; }
  get browser(): string | null { return this.request.agent.browser; }
  get country(): string | null { return this.request.address.country; }
  get region(): string | null { return this.request.address.region; }
  get dataCentre(): boolean { return this.request.address.dataCentre; }
  get stickiness(): number { return this.request.visitor.stickiness; }

  get prefetch(): boolean {
    const { headers } = this.request;
    return saysPrefetch(headers['sec-purpose']) || saysPrefetch(headers.purpose) || saysPrefetch(headers['x-purpose']) || saysPrefetch(headers['x-moz']);
  }

  get fetchDest(): string | null {
    return this.request.headers['sec-fetch-dest']?.toLowerCase() ?? null;
  }

  get impossibleClient(): boolean {
    return contradictions(this.request.headers, this.request.agent) >= 2;
  }

  get referrerHost(): string | null { return this.request.referrer.host; }

  get language(): string | null {
    const header = this.request.headers['accept-language'];
    return header === undefined ? null : (/^\s*([a-z]{2,3})\b/i.exec(header)?.[1]?.toLowerCase() ?? null);
  }

  get to(): string | null {
    const value = this.query['to'];
    return typeof value === 'string' ? value : null;
  }

  get creativeId(): string | null {
    return cleanLabel(this.query['creative_id']);
  }

  get trigger(): ClickTrigger {
    return this.request.trigger ?? (this.query['fl_t'] === 'qr' ? 'qr' : 'link');
  }

  get adPlatformIds(): AdPlatformIds | null {
    return (this.adPlatformIdsRead ??= { ids: this.request.query === null ? null : readAdPlatformIds(this.request.query) }).ids;
  }
}

function saysPrefetch(value: string | undefined): boolean {
  return value !== undefined && PREFETCH.test(value);
}

function subsOf(link: RoutedLink, query: Readonly<Record<string, unknown>>): Subs {
  let subs: Subs | null = null;
  for (const name of SUB_NAMES) {
    const value = query[name] === undefined ? null : cleanLabel(query[name]);
    if (value !== null) (subs ??= { ...link.subs })[name] = value;
  }
  return subs ?? link.subs;
}

/** How often the client's hints contradict its user agent. Hints that were not sent prove nothing. */
function contradictions(headers: EdgeHeaders, agent: Agent): number {
  const brands = headers['sec-ch-ua'];
  if (brands === undefined) return 0;
  const platform = (headers['sec-ch-ua-platform'] ?? '').replaceAll('"', '').toLowerCase();
  const os = (agent.os ?? '').toLowerCase();
  const mobile = headers['sec-ch-ua-mobile'];
  // Only Chromium sends hints; iOS has no Chromium.
  const foreign = /firefox|safari/i.test(agent.browser ?? '') && !/chrom/i.test(agent.text);
  const otherPlatform = platform !== '' && os !== '' && !samePlatform(platform, os);
  const otherForm = (mobile === '?1' && agent.device === 'desktop') || (mobile === '?0' && agent.device === 'mobile');
  return Number(foreign) + Number(otherPlatform) + Number(otherForm);
}

function samePlatform(hint: string, os: string): boolean {
  const [a, b] = [hint, os].map((name) => name.replace(/mac ?os( x)?/, 'macos').replace('chromium os', 'chrome os').replace(/ubuntu|debian|fedora|x11/, 'linux'));
  return a === b || (a ?? '').startsWith(b ?? '') || (b ?? '').startsWith(a ?? '');
}
