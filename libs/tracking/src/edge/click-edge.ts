import type { Clock } from '@fairlead/kernel';
import type { AppendDone, EncodeRecord } from '@fairlead/platform';
import type { ClickTrigger } from '../contracts';
import type { ClickIds } from '../domain/click-id';
import { ClickRecordWriter, IDENTITY_OFFSET } from '../domain/click-record';
import type { ClickStep, DecideVisit, RoutedLink, VisitDecision } from '../domain/routing';
import { dayOf } from '../persistence/address-keys.repository';
import type { AddressSeal } from './address-seal';
import type { Addresses } from './addresses';
import type { Agents } from './agents';
import type { ClickCounts } from './click-counts';
import type { EdgeHeaders } from './edge-headers';
import { evidenceOf } from './evidence';
import { LandingUrls } from './landing-urls';
import { Nonces } from './nonces';
import type { Referrers } from './referrers';
import type { LinkWorld } from './link-world';
import type { RoutingSnapshot } from './routing-snapshot';
import { Visit } from './visit';
import type { Visitors } from './visitors';

/** A request for a link. */
export interface EdgeRequest {
  readonly code: string;
  readonly method: string;
  readonly headers: EdgeHeaders;
  readonly query: Readonly<Record<string, unknown>> | null;
  /** The visitor's address, proxies taken off. */
  readonly address: string;
  /** What a trusted proxy says; null where none does. */
  readonly country: string | null;
  /** How the visitor came, where the route tells. */
  readonly trigger: ClickTrigger | null;
}

/** Where to send the visitor. */
export type EdgeAnswer =
  | { readonly kind: 'redirect'; readonly location: string; readonly setCookie: string | null; /** Public id of the click; null where none was recorded. */ readonly clickId: string | null }
  | { readonly kind: 'neutral_page' }
  | { readonly kind: 'unavailable'; readonly cause: Error };

/** Makes a record durable, then calls back; see SpoolWriter.append. */
export type AppendRecord = (encode: EncodeRecord, done: AppendDone) => void;

/** What the edge works with; all of it in memory but `append`. */
export interface EdgeParts {
  readonly clock: Clock;
  readonly snapshot: RoutingSnapshot;
  readonly counts: ClickCounts;
  readonly agents: Agents;
  readonly addresses: Addresses;
  readonly referrers: Referrers;
  readonly visitors: Visitors;
  readonly seal: AddressSeal;
  readonly clickIds: ClickIds;
  readonly decide: DecideVisit;
  readonly append: AppendRecord;
  /** 0 to 4095: which process minted an id. */
  readonly shard: number;
  /** Tells the other processes of this machine of a counted click of a capped offer. */
  readonly announceCount: (offerId: string, atMs: number) => void;
}

/**
 * The hot path: from a code to a redirect without a call to the database. The visit is decided from memory, its clicks are appended to the
 * spool, and the answer is given when they are on disk: a redirect that was sent is a click that is kept.
 */
export class ClickEdge {
  private readonly writer = new ClickRecordWriter();
  private readonly urls = new LandingUrls();
  private readonly identity = Buffer.alloc(32);
  private readonly nonces: Nonces;
  private dayText = '';
  private dayEndsMs = 0;

  constructor(private readonly parts: EdgeParts) {
    this.nonces = new Nonces(parts.seal);
  }

  /** Whether the code is a live link as far as is known here; another may be newer than the snapshot. */
  knows(code: string): boolean {
    return this.parts.snapshot.link(code)?.active === true;
  }

  follow(request: EdgeRequest, answer: (answer: EdgeAnswer) => void): void {
    const world = this.parts.snapshot.worldOf(request.code);
    if (!world) return answer({ kind: 'neutral_page' });
    const { link } = world;
    const visit = this.visitOf(request, link);
    const decision = this.parts.decide(link, visit, world);
    if (decision.steps.length === 0) return answer(this.answerOf(decision, link, visit, null));
    this.record(decision, world, visit, answer);
  }

  private visitOf(request: EdgeRequest, link: RoutedLink): Visit {
    const { agents, addresses, referrers, visitors, clock } = this.parts;
    const agent = agents.of(request.headers['user-agent']);
    const address = addresses.of(request.address, request.country);
    const visitor = visitors.of(request.headers, agent, address, request.query === null ? null : consentOf(request.query));
    return new Visit({ nowMs: clock.now().getTime(), method: request.method, headers: request.headers, query: request.query, agent, referrer: referrers.of(request.headers.referer), address, visitor, trigger: request.trigger }, link);
  }

  /** One record for each step; the answer waits for the last and is given up when any fails. */
  private record(decision: VisitDecision, world: LinkWorld, visit: Visit, answer: (answer: EdgeAnswer) => void): void {
    let waiting = decision.steps.length;
    let failure: Error | null = null;
    let clickId = '';
    const done: AppendDone = (error) => {
      failure ??= error;
      waiting -= 1;
      if (waiting > 0) return;
      if (failure) return answer({ kind: 'unavailable', cause: failure });
      answer(this.answerOf(decision, world.link, visit, clickId));
    };
    for (const step of decision.steps) {
      this.parts.append((target, offset) => this.encode(target, offset, step, world, visit), done);
      clickId = this.parts.clickIds.formatBytes(this.identity, 0);
      if (step.reason === null && step.offer.dailyClickCap !== null) this.count(step.offer.id, visit.nowMs);
    }
  }

  /** Runs inside `append`, at once: leaves the identity of the record behind. */
  private encode(target: Buffer, offset: number, step: ClickStep, world: LinkWorld, visit: Visit): number {
    const { agent, address, visitor } = visit.request;
    const at = offset + IDENTITY_OFFSET;
    const { nonces } = this;
    const nonceAt = nonces.next(this.day(visit.nowMs));
    this.parts.clickIds.mintInto(target, at, visit.nowMs, this.parts.shard, nonces.bytes, nonceAt);
    for (let index = 0; index < 32; index += 1) this.identity[index] = target[at + index] ?? 0;
    this.writer.begin(target, offset, {
      reason: step.reason, trigger: visit.trigger, knownVisitor: visitor.known, route: world.routes.of(step.offer, step.landingPageId),
    });
    return this.writer
      .bits64(address.high, address.low).bits64(visitor.high, visitor.low)
      .sealed(visitor.anonymous ? null : nonces.pads, nonceAt, address.raw).place(address.place.bytes, address.raw, address.prefixBytes, address.asn).short(visit.language)
      .block(agent.bytes).block(visit.request.referrer.bytes).long(evidenceOf(visit, step))
      .short(visit.sourceId).short(visit.creativeId ?? world.link.creativeId).subs(visit.subs)
      .end();
  }

  private answerOf(decision: VisitDecision, link: RoutedLink, visit: Visit, clickId: string | null): EdgeAnswer {
    const { destination } = decision;
    if (destination.kind === 'neutral_page') return { kind: 'neutral_page' };
    const location = this.urls.locationOf(destination, link, visit, clickId ?? '');
    if (location === null) return { kind: 'neutral_page' };
    return { kind: 'redirect', location, setCookie: visit.request.visitor.setCookie, clickId };
  }

  private count(offerId: string, atMs: number): void {
    this.parts.counts.add(offerId, atMs);
    this.parts.announceCount(offerId, atMs);
  }

  private day(ms: number): string {
    if (ms >= this.dayEndsMs || ms < this.dayEndsMs - 86_400_000) {
      this.dayText = dayOf(ms);
      this.dayEndsMs = Math.floor(ms / 86_400_000) * 86_400_000 + 86_400_000;
    }
    return this.dayText;
  }
}

/** `fl_consent=1` or `0` on the link, where a consent tool of the affiliate's or advertiser's page says it. */
function consentOf(query: Readonly<Record<string, unknown>>): boolean | null {
  const value = query['fl_consent'];
  return value === '1' ? true : value === '0' ? false : null;
}
