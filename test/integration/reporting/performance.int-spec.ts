import { KeepReports, ReadReport, ReportingModule } from '@fairlead/reporting';
import type { Dimension, FilterDimension, Metric } from '@fairlead/reporting/contracts';
import { type Currency, DAY_MS, MovableClock, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { ConfigModule, DatabaseModule, FairleadConfig } from '@fairlead/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import fc from 'fast-check';
import { ListReportCurrencies } from '../../../libs/reporting/src/application/list-report-currencies.query';
import type { ReportRequest } from '../../../libs/reporting/src/application/read-report.query';
import { ColumnStore } from '../../../libs/reporting/src/persistence/column-store';
import { TakeLink } from '../../../libs/tracking/src/application/take-link.service';
import { LinksInProcess, type Tenant } from '../../support/links-in-process';

const START = Date.parse('2026-03-26T00:00:00Z');
const DAYS = 6;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const COUNTRIES = ['DE', 'FR', null];
const SUBS = ['a', 'b', '=cmd', null];
const STATUSES = ['pending', 'held', 'approved', 'rejected', 'reversed'] as const;
const COUNTS: Metric[] = ['clicks', 'counted', 'uniques', 'conversions', 'approved', 'filtered_bot', 'filtered_duplicate'];
const METRICS: Metric[] = [...COUNTS, 'sale_amount', 'commission', 'charge'];
const KINDS = ['youtube', 'newsletter', ''] as const;
const CURRENCIES: Currency[] = ['USD', 'EUR'];

interface Fact {
  readonly atMs: number;
  readonly offer: Uuid;
  readonly affiliate: Uuid;
  readonly advertiser: Uuid;
  readonly sub1: string;
  readonly country: string;
  readonly channelType: string;
  readonly currency: Currency;
  readonly sums: Record<'clicks' | 'counted' | 'uniques' | 'conversions' | 'approved' | 'gross' | 'reversedAmount' | 'commission' | 'margin' | 'filtered_bot' | 'filtered_duplicate', number>;
}
const NONE = { clicks: 0, counted: 0, uniques: 0, conversions: 0, approved: 0, gross: 0, reversedAmount: 0, commission: 0, margin: 0, filtered_bot: 0, filtered_duplicate: 0 };

/** The local day that a naive reader would write down. */
const formats = new Map(ZONES.map((timeZone) => [timeZone, new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })]));
const dayIn = (timezone: string, atMs: number): string => formats.get(timezone)!.format(atMs);

describe('reports', () => {
  let world: LinksInProcess;
  let app: INestApplicationContext;
  let clock: MovableClock;
  const facts: Fact[] = [];
  const tenants: Tenant[] = [];
  const routes: { id: number; linkId: Uuid; offer: Uuid; affiliate: Tenant; advertiser: Tenant; termsId: Uuid; currency: Currency; channelType: string }[] = [];
  let agents: number[];
  let random = 7;
  const next = (below: number): number => { random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0; return Math.floor((random / 2 ** 32) * below); };
  const one = <Value>(values: readonly Value[]): Value => values[next(values.length)]!;

  beforeAll(async () => {
    world = await LinksInProcess.start();
    clock = new MovableClock(new Date(START + DAYS * DAY_MS + 10 * 3_600_000));
    const config = new FairleadConfig({
      DATABASE_APP_URL: world.database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_reports', STRIPE_WEBHOOK_SECRET: 'whsec_reports',
    });
    app = await Test.createTestingModule({ imports: [ConfigModule.forRoot(config, clock), DatabaseModule, ReportingModule] }).compile();
    await app.init();
    await makeRoutes();
    for (let day = 0; day <= DAYS; day += 1) await world.sql(`SELECT fairlead_make_click_partition($1::date)`, [new Date(START + day * DAY_MS).toISOString().slice(0, 10)]);
    await addClicks(1_500, 0, DAYS);
    await addConversions(250);
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await world.close();
  });

  async function makeRoutes(): Promise<void> {
    const affiliates = [await world.tenant('affiliate'), await world.tenant('affiliate')];
    const channels = new Map<string, Uuid>();
    for (const affiliate of affiliates) {
      for (const kind of KINDS.filter((candidate) => candidate !== '')) {
        const id = newId(START);
        channels.set(affiliate.id + kind, id);
        await world.sql(`INSERT INTO channel (id, affiliate_id, kind, name, url, created_at) VALUES ($1, $2, $3, $3, $4, now())`, [id, affiliate.id, kind, `https://${kind}.example`]);
      }
    }
    for (const advertiser of [await world.tenant('advertiser'), await world.tenant('advertiser')]) {
      tenants.push(advertiser);
      for (const currency of CURRENCIES) {
        const offer = await world.offer(advertiser, 'public', [], currency);
        const [terms] = await world.sql<{ id: Uuid }>(`SELECT id FROM offer_terms WHERE offer_id = $1`, [offer]);
        for (const affiliate of affiliates) {
          await world.join(affiliate, offer);
          const channelType = one(KINDS);
          const channelId = channels.get(affiliate.id + channelType);
          const link = await world.app.get(TakeLink).run(affiliate.context, affiliate.id, { offerId: offer, subs: {}, sourceId: null, target: null, code: null, ...(channelId ? { channelId } : {}) });
          const [route] = await world.sql<{ id: number }>(
            `INSERT INTO click_route (link_id, offer_id, advertiser_id, affiliate_id, terms_id, routing_version, landing_page_id) VALUES ($1, $2, $3, $4, $5, 0, '00000000-0000-0000-0000-000000000000') RETURNING id`,
            [link.id, offer, advertiser.id, affiliate.id, terms!.id],
          );
          routes.push({ id: route!.id, linkId: link.id, offer, affiliate, advertiser, termsId: terms!.id, currency, channelType });
        }
      }
    }
    tenants.push(...affiliates);
    const rows = await world.sql<{ id: number }>(`INSERT INTO click_agent (agent_key, user_agent, device) VALUES (gen_random_uuid(), 'x', 'desktop'), (gen_random_uuid(), 'y', 'mobile') RETURNING id`);
    agents = rows.map((row) => row.id);
  }

  /** Stores clicks as the loader does: in the log and in the hourly rollup. */
  async function addClicks(count: number, fromDay: number, toDay: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const route = one(routes);
      const atMs = START + fromDay * DAY_MS + next((toDay - fromDay) * DAY_MS + (toDay === DAYS ? 9 * 3_600_000 : 0));
      const reason = one([null, null, null, 'bot', 'duplicate']);
      const unique = reason === null && next(2) === 0;
      const [sub1, country] = [one(SUBS), one(COUNTRIES)];
      await world.sql(
        `INSERT INTO click (visitor, address_hash, route_id, agent_id, id, nonce, is_unique, country, reason, sub1) VALUES (1, 1, $1, $2, $3, gen_random_uuid(), $4, $5, $6, $7)`,
        [route.id, one(agents), newId(atMs), unique, country, reason, sub1],
      );
      await world.sql(
        `INSERT INTO click_hour VALUES (date_trunc('hour', $1::timestamptz, 'UTC'), $2, $3, 1, $4) ON CONFLICT (hour, route_id, outcome) DO UPDATE SET clicks = click_hour.clicks + 1, uniques = click_hour.uniques + excluded.uniques`,
        [new Date(atMs), route.id, reason ?? 'counted', unique ? 1 : 0],
      );
      facts.push({
        atMs, offer: route.offer, affiliate: route.affiliate.id, advertiser: route.advertiser.id, sub1: sub1 ?? '', country: country ?? '', currency: route.currency, channelType: route.channelType,
        sums: { ...NONE, clicks: 1, counted: reason === null ? 1 : 0, uniques: unique ? 1 : 0, ...(reason === null ? {} : { [`filtered_${reason}`]: 1 }) },
      });
    }
  }

  async function addConversions(count: number): Promise<void> {
    const clicks = await world.sql<{ id: Uuid; routeId: number; sub1: string | null; country: string | null }>(`SELECT id, route_id AS "routeId", sub1, country FROM click ORDER BY id LIMIT $1`, [count]);
    for (const click of clicks) {
      const route = routes.find((candidate) => candidate.id === click.routeId)!;
      const status = one(STATUSES);
      const earned = status === 'approved' || status === 'reversed';
      const [id, amount, atMs] = [newId(START), 1_000 + next(9_000), START + next(DAYS * DAY_MS)];
      const back = status === 'reversed' ? amount : status === 'approved' ? next(500) : 0;
      const [commission, margin] = [Math.floor(amount / 10), Math.floor(amount / 50)];
      const [commissionBack, marginBack] = [Math.floor((commission * back) / amount), Math.floor((margin * back) / amount)];
      await world.sql(
        `INSERT INTO conversion (id, advertiser_id, affiliate_id, offer_id, goal, order_id, attribution, click_id, terms_id, amount_minor, reversed_minor, currency, status, intake_status, reason, evidence, occurred_at, approved_at)
         VALUES ($1::uuid, $2, $3, $4, 'sale', $1::uuid::text, 'click', $5, $6, $7, $8, $11, $9, 'pending', 'x', '{}', $10, $12)`,
        [id, route.advertiser.id, route.affiliate.id, route.offer, click.id, route.termsId, amount, back, status, new Date(atMs), route.currency, earned ? new Date(atMs) : null],
      );
      if (status !== 'rejected') {
        await world.sql(
          `INSERT INTO commission (id, conversion_id, advertiser_id, affiliate_id, offer_id, goal, terms_id, currency, status, amount_minor, margin_minor, reversed_minor, reversed_margin_minor, carried_minor, trace, created_at, release_at)
           VALUES ($1::uuid, $1::uuid, $2, $3, $4, 'sale', $5, $12, $6, $7, $8, $9, $10, 0, '{}', $11, $11)`,
          [id, route.advertiser.id, route.affiliate.id, route.offer, route.termsId, earned ? status : 'pending', commission, margin, commissionBack, marginBack, new Date(atMs), route.currency],
        );
      }
      facts.push({
        atMs, offer: route.offer, affiliate: route.affiliate.id, advertiser: route.advertiser.id, sub1: click.sub1 ?? '', country: click.country ?? '', currency: route.currency, channelType: route.channelType,
        sums: {
          ...NONE, conversions: 1, approved: status === 'approved' ? 1 : 0, gross: earned ? amount : 0, reversedAmount: earned ? back : 0, commission: earned ? commission - commissionBack : 0,
          margin: earned ? margin - marginBack : 0,
        },
      });
    }
  }

  type Key = 'day' | 'offer' | 'affiliate' | 'advertiser' | 'sub1' | 'country' | 'channel_type';
  const valueOf = (fact: Fact, name: Exclude<Key, 'day'>): string => (name === 'channel_type' ? fact.channelType : fact[name]);
  function naive(context: TenantContext, request: ReportRequest): Map<string, Record<string, number>> {
    const rows = new Map<string, Record<string, number>>();
    for (const fact of facts) {
      const day = dayIn(request.timezone, fact.atMs);
      const filtered = [...request.filters].every(([name, values]) => values.includes(valueOf(fact, name as Exclude<Key, 'day'>)));
      const own = context.scope === 'network' || (context.scope === 'advertiser' ? fact.advertiser === context.advertiserId : fact.affiliate === context.affiliateId);
      if (day < request.from || day > request.to || !filtered || !own || (request.currency !== null && fact.currency !== request.currency)) continue;
      const key = JSON.stringify(request.groupBy.map((name) => (name === 'day' ? day : valueOf(fact, name as Exclude<Key, 'day'>))));
      const row = rows.get(key) ?? { ...NONE };
      for (const [name, value] of Object.entries(fact.sums)) row[name] = (row[name] ?? 0) + value;
      rows.set(key, row);
    }
    return rows;
  }

  const request = (changes: Partial<ReportRequest>): ReportRequest => ({
    groupBy: ['day'], metrics: METRICS, filters: new Map(), from: '2026-03-26', to: '2026-04-01', timezone: 'UTC', currency: 'USD', comparePrevious: false, sort: null, limit: 1_000, offset: 0, ...changes,
  });
  const plain = (sums: object): Record<string, number> => Object.fromEntries(Object.keys(NONE).map((name) => [name, Number((sums as Record<string, bigint>)[name])]));
  const added = (rows: Iterable<Record<string, number>>): Record<string, number> => {
    const total: Record<string, number> = { ...NONE };
    for (const row of rows) for (const name of Object.keys(NONE)) total[name] = (total[name] ?? 0) + (row[name] ?? 0);
    return total;
  };

  async function expectAgreement(runs: number): Promise<void> {
    const contexts: TenantContext[] = [{ scope: 'network', actor: { kind: 'system', name: 'test' } }, ...tenants.map((tenant) => tenant.context)];
    const arbitrary = fc.record({
      context: fc.constantFrom(...contexts), groupBy: fc.uniqueArray(fc.constantFrom<Dimension>('day', 'offer', 'affiliate', 'advertiser', 'sub1', 'country', 'channel_type'), { maxLength: 3 }),
      timezone: fc.constantFrom(...ZONES), from: fc.integer({ min: 25, max: 31 }), length: fc.integer({ min: 0, max: 4 }),
      currency: fc.constantFrom<Currency | null>(null, ...CURRENCIES),
      filter: fc.constantFrom<[FilterDimension, string[]] | null>(null, ['sub1', ['a', '']], ['country', ['DE']], ['offer', [routes[0]!.offer]], ['affiliate', [routes[0]!.affiliate.id]], ['channel_type', ['youtube', '']]),
    });
    await fc.assert(fc.asyncProperty(arbitrary, async ({ context, groupBy, timezone, from, length, currency, filter }) => {
      const to = new Date(Date.UTC(2026, 2, from + length)).toISOString().slice(0, 10);
      const wanted = request({ groupBy, timezone, currency, metrics: currency === null ? COUNTS : METRICS, from: `2026-03-${from}`, to, filters: new Map(filter ? [filter] : []) });
      const report = await app.get(ReadReport).run(context, wanted);
      const expected = naive(context, wanted);
      if (groupBy.length > 0) {
        const found = new Map(report.rows.map((row) => [JSON.stringify(row.keys), plain(row.sums)]));
        expect(found).toEqual(expected);
        expect(report.totalRows).toBe(expected.size);
      }
      expect(plain(report.totals)).toEqual(added(expected.values()));
    }), { numRuns: runs, seed: 11 });
  }

  it('equal a scan of the facts, in any time zone and for everybody', async () => {
    expect(await app.get(KeepReports).takeChanges()).toBeGreaterThan(250);
    await expectAgreement(200);
  }, 60_000);

  it('take in clicks that come days late', async () => {
    await addClicks(20, 1, 2);
    expect(await app.get(KeepReports).takeChanges()).toBeGreaterThan(0);
    clock.advance(1_000);
    await expectAgreement(30);
  }, 60_000);

  it('are the same when a label has too many values to keep numbers of them', async () => {
    await app.get(ColumnStore).transaction((columns) => columns.rows(`DELETE FROM coded WHERE dimension = 'sub1'`));
    await addClicks(20, 2, 3);
    await app.get(KeepReports).takeChanges();
    clock.advance(1_000);
    await expectAgreement(60);
  }, 60_000);

  it('follow a conversion that is taken back, and say until when they are fresh', async () => {
    const startedAt = clock.now();
    const before = await app.get(ReadReport).run(tenants[0]!.context, request({ groupBy: [] }));
    const [row] = await world.sql<{ id: Uuid }>(`SELECT id FROM conversion WHERE status = 'approved' AND currency = 'USD' AND advertiser_id = $1 LIMIT 1`, [tenants[0]!.id]);
    if (!row) throw new Error('no approved conversion');
    await world.sql(`UPDATE conversion SET reversed_minor = reversed_minor + 7 WHERE id = $1`, [row.id]);

    clock.advance(1_000);
    const waiting = await app.get(ReadReport).run(tenants[0]!.context, request({ groupBy: [] }));
    expect(await app.get(KeepReports).takeChanges()).toBe(1);
    clock.advance(1_000);
    const after = await app.get(ReadReport).run(tenants[0]!.context, request({ groupBy: [] }));

    expect(before.asOf).toEqual(startedAt);
    expect(waiting.asOf).not.toEqual(new Date(startedAt.getTime() + 1_000));
    expect(after.totals.reversedAmount - before.totals.reversedAmount).toBe(7n);
  });

  it('show a tenant nothing else, though nothing but row-level security held it', async () => {
    for (const table of ['report_conversion']) {
      for (const tenant of tenants) {
        const column = tenant.context.scope === 'affiliate' ? 'affiliate_id' : 'advertiser_id';
        expect(await world.seen(tenant, `SELECT 1 FROM ${table} WHERE ${column} <> $1`, [tenant.id])).toEqual([]);
        expect(await world.seen(tenant, `SELECT 1 FROM ${table} LIMIT 1`)).toHaveLength(1);
      }
    }
  });

  it('compare rows and totals with the period before, and page without overlap', async () => {
    const wide = request({ groupBy: ['country', 'sub1'], from: '2026-03-28', to: '2026-03-29', comparePrevious: true });
    const network: TenantContext = { scope: 'network', actor: { kind: 'system', name: 'test' } };
    const earlier = naive(network, { ...wide, from: '2026-03-26', to: '2026-03-27' });

    const whole = await app.get(ReadReport).run(network, wide);
    const pages = [await app.get(ReadReport).run(network, { ...wide, limit: 5 }), await app.get(ReadReport).run(network, { ...wide, limit: 1_000, offset: 5 })];

    for (const row of whole.rows) expect(row.previous && plain(row.previous).clicks).toEqual(earlier.get(JSON.stringify(row.keys))?.['clicks'] ?? null);
    expect(pages.flatMap((page) => page.rows)).toEqual(whole.rows);
    expect(pages.map((page) => page.totals)).toEqual([whole.totals, whole.totals]);
    expect((await app.get(ReadReport).run(network, { ...wide, offset: 5_000 })).totals).toEqual(whole.totals);
  });

  it.each<NonNullable<ReportRequest['sort']>>([
    { by: 'clicks', descending: true }, { by: 'epc', descending: true }, { by: 'aov', descending: false }, { by: 'filtered_bot', descending: true }, { by: 'day', descending: true }, { by: 'sub1', descending: false },
  ])('come in pages that are the whole, sorted by $by', async (sort) => {
    const network: TenantContext = { scope: 'network', actor: { kind: 'system', name: 'test' } };
    const all = request({ groupBy: ['day', 'sub1', 'country'], sort });
    const whole = await app.get(ReadReport).run(network, all);
    const pages = [];
    for (let offset = 0; offset < whole.totalRows; offset += 7) pages.push(await app.get(ReadReport).run(network, { ...all, limit: 7, offset }));
    expect(whole.totalRows).toBeGreaterThan(40);
    expect(pages.flatMap((page) => page.rows)).toEqual(whole.rows);
  });

  it('name the currencies of clicks and conversions, to each their own, and ask for one where there is money in several', async () => {
    const day = { from: '2026-03-26', to: '2026-04-01', timezone: 'UTC' };
    for (const tenant of [tenants[0]!, tenants.at(-1)!]) {
      const mine = facts.filter((fact) => (tenant.context.scope === 'affiliate' ? fact.affiliate : fact.advertiser) === tenant.id);
      const counts = CURRENCIES.map((currency) => ({
        currency, clicks: mine.filter((fact) => fact.currency === currency).reduce((sum, fact) => sum + fact.sums.clicks, 0), conversions: mine.filter((fact) => fact.currency === currency).reduce((sum, fact) => sum + fact.sums.conversions, 0),
      }));
      const found = await app.get(ListReportCurrencies).run(tenant.context, day);
      expect([...found].sort((one, other) => other.currency.localeCompare(one.currency))).toEqual(counts);
      expect(found[0]?.conversions).toBe(Math.max(...counts.map((one) => one.conversions)));
    }
    await expect(app.get(ReadReport).run(tenants[0]!.context, request({ currency: null }))).rejects.toMatchObject({ code: 'report.currency_required' });
  });
});
