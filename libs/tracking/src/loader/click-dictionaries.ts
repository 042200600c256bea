import { createHash } from 'node:crypto';
import { systemContext, type Uuid } from '@fairlead/kernel';
import type { Tx, UnitOfWork } from '@fairlead/platform';
import { BytesMemo } from '../domain/bytes-memo';
import type { ClickFields } from '../domain/click-fields';
import { type ClickRoute, decodeRoute, HASHES_OFFSET, ROUTE_BYTES, ROUTE_OFFSET } from '../domain/click-record';
import { RecentMap } from '../domain/recent-map';
import { textHash } from '../domain/repeat-window';
import { readAgent } from '../edge/agents';

const REMEMBERED = 100_000;
/** Slots of the memos before the maps, and bytes in each: what nearly every click names. */
const ROUTE_SLOTS = 32_768;
const TEXT_SLOTS = 4_096;
const TEXT_BYTES = 256;
const CONTEXT = systemContext('click-loader');
const NO_PAGE = '00000000-0000-0000-0000-000000000000';

/** What is known of a route. */
export interface KnownRoute {
  readonly id: number;
  readonly offerId: Uuid;
  /** 32 bits that stand for offer and affiliate, the same in every life of the process. */
  readonly pair: number;
}

/** What is known of a user agent. */
export interface KnownAgent {
  readonly id: number;
  /** 32 bits of a hash of the text. */
  readonly hash: number;
}

/** What a click names. */
export interface ClickNames {
  readonly route: KnownRoute;
  readonly agent: KnownAgent;
  /** Zero: none. */
  readonly referrerId: number;
}

/** What a batch names that has no number yet: bytes as latin1 text, as ClickFields gives them. */
export class UnknownNames {
  readonly routes = new Set<string>();
  readonly agents = new Set<string>();
  readonly referrers = new Set<string>();

  get size(): number {
    return this.routes.size + this.agents.size + this.referrers.size;
  }
}

/**
 * Numbers of what repeats in clicks. New entries are committed on their own before the clicks that name them: a number that was rolled
 * back must not be remembered.
 */
export class ClickDictionaries {
  private readonly routes = new RecentMap<string, KnownRoute>(REMEMBERED);
  private readonly agents = new RecentMap<string, KnownAgent>(REMEMBERED);
  private readonly referrers = new RecentMap<string, number>(REMEMBERED);
  private readonly lateRoutes = new BytesMemo<KnownRoute>(ROUTE_SLOTS, ROUTE_BYTES);
  private readonly lateAgents = new BytesMemo<KnownAgent>(TEXT_SLOTS, TEXT_BYTES);
  private readonly lateReferrers = new BytesMemo<number>(TEXT_SLOTS, TEXT_BYTES);

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds what this click names to `unknown`, as far as it has no number. */
  note(fields: ClickFields, unknown: UnknownNames): void {
    const route = fields.routeKey();
    if (this.routes.get(route) === undefined) unknown.routes.add(route);
    const agent = fields.key(fields.agent);
    if (this.agents.get(agent) === undefined) unknown.agents.add(agent);
    const referrer = fields.key(fields.referrer);
    if (referrer !== '' && this.referrers.get(referrer) === undefined) unknown.referrers.add(referrer);
  }

  /** Gives every name a number. */
  async learn(unknown: UnknownNames): Promise<void> {
    if (unknown.size === 0) return;
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      if (unknown.routes.size > 0) await this.learnRoutes(tx, [...unknown.routes]);
      if (unknown.agents.size > 0) await this.learnAgents(tx, [...unknown.agents]);
      if (unknown.referrers.size > 0) await this.learnReferrers(tx, [...unknown.referrers]);
    });
  }

  /** What this click names; null when some of it has no number yet. */
  find(fields: ClickFields): ClickNames | null {
    const route = this.routeOf(fields);
    const agent = this.agentOf(fields);
    const referrerId = this.referrerOf(fields);
    return route === undefined || agent === undefined || referrerId === undefined ? null : { route, agent, referrerId };
  }

  /** What was learned of what this click names. */
  namesOf(fields: ClickFields): ClickNames {
    return known(this.find(fields) ?? undefined);
  }

  private routeOf(fields: ClickFields): KnownRoute | undefined {
    const { record } = fields;
    const late = this.lateRoutes.get(record, ROUTE_OFFSET, HASHES_OFFSET);
    if (late !== undefined) return late;
    const route = this.routes.get(fields.routeKey());
    if (route !== undefined) this.lateRoutes.set(record, ROUTE_OFFSET, HASHES_OFFSET, route);
    return route;
  }

  private agentOf(fields: ClickFields): KnownAgent | undefined {
    const { record, agent: { from, to } } = fields;
    const late = this.lateAgents.get(record, from, to);
    if (late !== undefined) return late;
    const agent = this.agents.get(fields.key(fields.agent));
    if (agent !== undefined) this.lateAgents.set(record, from, to, agent);
    return agent;
  }

  private referrerOf(fields: ClickFields): number | undefined {
    const { record, referrer: { from, to } } = fields;
    if (from === to) return 0;
    const late = this.lateReferrers.get(record, from, to);
    if (late !== undefined) return late;
    const referrer = this.referrers.get(fields.key(fields.referrer));
    if (referrer !== undefined) this.lateReferrers.set(record, from, to, referrer);
    return referrer;
  }

  private async learnRoutes(tx: Tx, keys: readonly string[]): Promise<void> {
    const routes = keys.map((key) => decodeRoute(Buffer.from(key, 'latin1')));
    const columns = [
      routes.map((route) => route.linkId), routes.map((route) => route.offerId), routes.map((route) => route.termsId), routes.map((route) => route.routingVersion),
      routes.map((route) => route.landingPageId ?? NO_PAGE),
    ];
    const wanted = 'unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::uuid[]) WITH ORDINALITY AS w(link_id, offer_id, terms_id, routing_version, landing_page_id, place)';
    await tx.rows(
      `INSERT INTO click_route (link_id, offer_id, terms_id, routing_version, landing_page_id, advertiser_id, affiliate_id)
       SELECT w.link_id, w.offer_id, w.terms_id, w.routing_version, w.landing_page_id, a.advertiser_id, a.affiliate_id
       FROM ${wanted} JOIN unnest($6::uuid[], $7::uuid[]) WITH ORDINALITY AS a(advertiser_id, affiliate_id, place) ON a.place = w.place
       ORDER BY w.link_id, w.offer_id ON CONFLICT DO NOTHING`,
      [...columns, routes.map((route: ClickRoute) => route.advertiserId), routes.map((route) => route.affiliateId)],
    );
    const rows = await tx.rows<{ id: number; place: bigint }>(
      `SELECT r.id, w.place FROM ${wanted} JOIN click_route r USING (link_id, offer_id, terms_id, routing_version, landing_page_id)`, columns,
    );
    for (const row of rows) {
      const index = Number(row.place) - 1;
      const route = known(routes[index]);
      this.routes.set(keys[index] ?? '', { id: row.id, offerId: route.offerId, pair: pairOf(route) });
    }
  }

  private async learnAgents(tx: Tx, names: readonly string[]): Promise<void> {
    const texts = names.map(utf8);
    const agents = texts.map((text) => readAgent(text));
    const keys = texts.map(md5);
    await tx.rows(
      `INSERT INTO click_agent (agent_key, user_agent, device, os, browser)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS w(agent_key, user_agent, device, os, browser) ORDER BY agent_key ON CONFLICT DO NOTHING`,
      [keys, texts, agents.map((agent) => agent.device), agents.map((agent) => agent.os), agents.map((agent) => agent.browser)],
    );
    const rows = await tx.rows<{ id: number; agentKey: string }>(`SELECT id, agent_key FROM click_agent WHERE agent_key = ANY($1::uuid[])`, [keys]);
    const idOf = new Map(rows.map((row) => [row.agentKey, row.id]));
    agents.forEach((agent, index) => this.agents.set(names[index] ?? '', { id: known(idOf.get(dashed(keys[index] ?? ''))), hash: agent.hash }));
  }

  private async learnReferrers(tx: Tx, names: readonly string[]): Promise<void> {
    const texts = names.map(utf8);
    const keys = texts.map(md5);
    await tx.rows(
      `INSERT INTO click_referrer (referrer_key, referrer) SELECT * FROM unnest($1::uuid[], $2::text[]) AS w(referrer_key, referrer) ORDER BY referrer_key ON CONFLICT DO NOTHING`,
      [keys, texts],
    );
    const rows = await tx.rows<{ id: number; referrerKey: string }>(`SELECT id, referrer_key FROM click_referrer WHERE referrer_key = ANY($1::uuid[])`, [keys]);
    const idOf = new Map(rows.map((row) => [row.referrerKey, row.id]));
    names.forEach((name, index) => this.referrers.set(name, known(idOf.get(dashed(keys[index] ?? '')))));
  }
}

/** What stands for offer and affiliate in the keys of repeats. */
export function pairOf(route: Pick<ClickRoute, 'offerId' | 'affiliateId'>): number {
  return textHash(`${route.offerId}${route.affiliateId}`);
}

/** The text whose bytes these letters are. */
function utf8(name: string): string {
  return Buffer.from(name, 'latin1').toString('utf8');
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a dictionary entry was not learned');
  return value;
}
