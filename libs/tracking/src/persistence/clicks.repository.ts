import { DAY_MS, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type ClickView, SUB_NAMES, type SubName, type Subs } from '../contracts';
import { firstClickIdAt } from '../domain/click-id';

const VIEW = `SELECT c.id, replace(c.nonce::text, '-', '') AS nonce, r.link_id, r.offer_id, r.advertiser_id, r.affiliate_id, r.terms_id, r.routing_version,
    nullif(r.landing_page_id, '00000000-0000-0000-0000-000000000000') AS landing_page_id, fairlead_click_time(c.id) AS occurred_at,
    CASE WHEN c.reason IS NULL THEN 'counted' ELSE 'filtered' END AS status, c.reason, c.is_unique AS unique, coalesce(c.trigger, 'link') AS trigger,
    ${SUB_NAMES.map((name) => `c.${name}`).join(', ')}, c.source_id, c.creative_id, f.referrer, nullif(a.user_agent, '') AS user_agent, c.country, c.region, c.language,
    a.device, a.os, a.browser, c.evidence
  FROM click c JOIN click_route r ON r.id = c.route_id JOIN click_agent a ON a.id = c.agent_id LEFT JOIN click_referrer f ON f.id = c.referrer_id`;
/** Up to so many routes each is asked for its latest clicks; with more, the latest clicks are asked for their route. */
const ROUTES_APART = 100;

/** What clicks to list. `after` is a click id or an instant; only later clicks are shown. */
export interface ClickListFilter {
  readonly before: Uuid | null;
  readonly limit: number;
  readonly linkId?: Uuid | undefined;
  readonly offerId?: Uuid | undefined;
  readonly sub1?: string | undefined;
  readonly status?: string | undefined;
  readonly after?: { id: Uuid } | { instant: Date } | undefined;
}

type ClickRow = Omit<ClickView, 'subs'> & Record<SubName, string | null>;

/** Reads clicks. They are written by the loader alone. */
@Injectable()
export class ClicksRepository {
  async find(tx: Tx, id: Uuid): Promise<ClickView | null> {
    const row = await tx.row<ClickRow>(`${VIEW} WHERE c.id = $1`, [id]);
    return row ? toClick(row) : null;
  }

  async findVisible(tx: Tx, context: TenantContext, id: Uuid): Promise<ClickView | null> {
    const filter = SqlFilter.ofTenant(context).and('c.id = ?', id);
    const row = await tx.row<ClickRow>(`${VIEW} ${filter.where()}`, filter.parameters);
    return row ? toClick(row) : null;
  }

  async list(tx: Tx, context: TenantContext, wanted: ClickListFilter): Promise<ClickView[]> {
    const ids = await this.latest(tx, context, wanted);
    if (ids.length === 0) return [];
    const rows = await tx.rows<ClickRow>(`${VIEW} WHERE c.id = ANY($1::uuid[]) ORDER BY c.id DESC`, [ids]);
    return rows.map(toClick);
  }

  /** Counted clicks of each offer in the UTC day of `cutMs`, before it. `cutMs` begins a minute. */
  async countedOnDayBefore(tx: Tx, offerIds: readonly Uuid[], cutMs: number): Promise<Map<Uuid, number>> {
    const rows = await tx.rows<{ offerId: Uuid; clicks: bigint }>(
      'SELECT offer_id, sum(clicks)::bigint AS clicks FROM click_minute WHERE offer_id = ANY($1::uuid[]) AND minute >= $2 AND minute < $3 GROUP BY offer_id',
      [[...offerIds], new Date(Math.floor(cutMs / DAY_MS) * DAY_MS), new Date(cutMs)],
    );
    return new Map(rows.map((row) => [row.offerId, Number(row.clicks)]));
  }

  private async latest(tx: Tx, context: TenantContext, wanted: ClickListFilter): Promise<Uuid[]> {
    const ofRoute = SqlFilter.ofTenant(context).and('link_id = ?', wanted.linkId).and('offer_id = ?', wanted.offerId);
    const everything = ofRoute.where() === '';
    const routes = everything ? [] : await tx.rows<{ id: number }>(`SELECT id FROM click_route ${ofRoute.where()}`, ofRoute.parameters);
    if (!everything && routes.length === 0) return [];
    const filter = new SqlFilter()
      .and('c.id < ?', wanted.before)
      .and('c.sub1 = ?', wanted.sub1)
      .and('(c.reason IS NULL) = ?', wanted.status === undefined ? undefined : wanted.status === 'counted')
      .and('c.id > ?', wanted.after && 'id' in wanted.after ? wanted.after.id : null)
      .and('c.id >= ?', wanted.after && 'instant' in wanted.after ? firstClickIdAt(wanted.after.instant.getTime() + 1) : null);
    if (everything) return idsOf(await tx.rows(`SELECT c.id FROM click c ${filter.where()} ORDER BY c.id DESC LIMIT ${filter.bind(wanted.limit + 1)}`, filter.parameters));
    const ids = filter.bind(routes.map((route) => route.id));
    const limit = filter.bind(wanted.limit + 1);
    const conditions = filter.where().replace(/^WHERE /, 'AND ');
    const sql = routes.length <= ROUTES_APART
      ? `SELECT l.id FROM unnest(${ids}::int[]) AS r(id) CROSS JOIN LATERAL (SELECT c.id FROM click c WHERE c.route_id = r.id ${conditions} ORDER BY c.id DESC LIMIT ${limit}) l
         ORDER BY l.id DESC LIMIT ${limit}`
      : `SELECT c.id FROM click c WHERE c.route_id = ANY(${ids}::int[]) ${conditions} ORDER BY c.id DESC LIMIT ${limit}`;
    return idsOf(await tx.rows(sql, filter.parameters));
  }
}

function idsOf(rows: readonly object[]): Uuid[] {
  return (rows as { id: Uuid }[]).map((row) => row.id);
}

function toClick(row: ClickRow): ClickView {
  const subs: Subs = {};
  for (const name of SUB_NAMES) {
    const value = row[name];
    if (value !== null) subs[name] = value;
  }
  return { ...row, subs };
}
