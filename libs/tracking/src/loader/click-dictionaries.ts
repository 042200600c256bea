import { createHash } from 'node:crypto';
import { systemContext } from '@fairlead/kernel';
import type { Tx, UnitOfWork } from '@fairlead/platform';
import { lru } from 'tiny-lru';
import { type ClickRecord, type ClickRoute, decodeRoute } from '../domain/click-record';
import { readAgent } from '../edge/agents';

const REMEMBERED = 100_000;
const CONTEXT = systemContext('click-loader');
const NO_PAGE = '00000000-0000-0000-0000-000000000000';

/**
 * Numbers of what repeats in clicks. New entries are committed on their own before the clicks that name them: a number that was rolled
 * back must not be remembered.
 */
export class ClickDictionaries {
  private readonly routes = lru<number>(REMEMBERED);
  private readonly agents = lru<{ id: number; hash: number }>(REMEMBERED);
  private readonly referrers = lru<number>(REMEMBERED);

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Makes sure that every entry has its number. Routes come as the latin1 text of their bytes. */
  async learn(wanted: { routes: ReadonlySet<string>; agents: ReadonlySet<string>; referrers: ReadonlySet<string> }): Promise<void> {
    const routes = [...wanted.routes].filter((key) => this.routes.get(key) === undefined);
    const agents = [...wanted.agents].filter((text) => this.agents.get(text) === undefined);
    const referrers = [...wanted.referrers].filter((text) => this.referrers.get(text) === undefined);
    if (routes.length + agents.length + referrers.length === 0) return;
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      if (routes.length > 0) await this.learnRoutes(tx, routes);
      if (agents.length > 0) await this.learnAgents(tx, agents);
      if (referrers.length > 0) await this.learnReferrers(tx, referrers);
    });
  }

  /** What these clicks name. */
  learnOf(clicks: readonly { readonly click: ClickRecord; readonly routeKey: string }[]): Promise<void> {
    return this.learn({
      routes: new Set(clicks.map((one) => one.routeKey)), agents: new Set(clicks.map((one) => one.click.userAgent ?? '')),
      referrers: new Set(clicks.flatMap((one) => (one.click.referrer === null ? [] : [one.click.referrer]))),
    });
  }

  route(key: string): number {
    return known(this.routes.get(key));
  }

  /** The number of a user agent, and 32 bits of its hash. */
  agent(text: string): { id: number; hash: number } {
    return known(this.agents.get(text));
  }

  referrer(text: string): number {
    return known(this.referrers.get(text));
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
    for (const row of rows) this.routes.set(keys[Number(row.place) - 1] ?? '', row.id);
  }

  private async learnAgents(tx: Tx, texts: readonly string[]): Promise<void> {
    const agents = texts.map((text) => readAgent(text));
    const keys = texts.map(md5);
    await tx.rows(
      `INSERT INTO click_agent (agent_key, user_agent, device, os, browser)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS w(agent_key, user_agent, device, os, browser) ORDER BY agent_key ON CONFLICT DO NOTHING`,
      [keys, texts, agents.map((agent) => agent.device), agents.map((agent) => agent.os), agents.map((agent) => agent.browser)],
    );
    const rows = await tx.rows<{ id: number; agentKey: string }>(`SELECT id, agent_key FROM click_agent WHERE agent_key = ANY($1::uuid[])`, [keys]);
    const idOf = new Map(rows.map((row) => [row.agentKey, row.id]));
    agents.forEach((agent, index) => this.agents.set(texts[index] ?? '', { id: known(idOf.get(dashed(keys[index] ?? ''))), hash: agent.hash }));
  }

  private async learnReferrers(tx: Tx, texts: readonly string[]): Promise<void> {
    const keys = texts.map(md5);
    await tx.rows(
      `INSERT INTO click_referrer (referrer_key, referrer) SELECT * FROM unnest($1::uuid[], $2::text[]) AS w(referrer_key, referrer) ORDER BY referrer_key ON CONFLICT DO NOTHING`,
      [keys, texts],
    );
    const rows = await tx.rows<{ id: number; referrerKey: string }>(`SELECT id, referrer_key FROM click_referrer WHERE referrer_key = ANY($1::uuid[])`, [keys]);
    const idOf = new Map(rows.map((row) => [row.referrerKey, row.id]));
    texts.forEach((text, index) => this.referrers.set(text, known(idOf.get(dashed(keys[index] ?? '')))));
  }
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
