/**
 * Reports over a large click log: generates clicks of 30 days with conversions, lets the copy by columns catch up, then times every kind of report at the engine that
 * portal, API and CSV share. Medians of `--runs`, on a database with default settings for its size. `npm run bench:reports -- --clicks 10000000`.
 * With `--hold` the database stays up until the script is interrupted, so that plans can be looked at; `--held OWNER_URL,APP_URL` measures on such a one, without making its clicks again.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LINKS, ROOT, startBenchDatabase } from './bench-network.mjs';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const dist = (path) => require(join(ROOT, 'dist/libs', path));
const { NestFactory } = require('@nestjs/core');
const { ConfigModule, DatabaseModule, FairleadConfig } = dist('platform/src/index.js');
const { systemClock } = benchClock();
const { ReportingModule } = dist('reporting/src/reporting.module.js');
const { KeepReports } = dist('reporting/src/application/keep-reports.service.js');
const { ReadReport } = dist('reporting/src/application/read-report.query.js');
const { ALL_METRICS, METRICS } = dist('reporting/src/contracts.js');

const { values: options } = parseArgs({ options: { clicks: { type: 'string', default: '10000000' }, runs: { type: 'string', default: '9' }, hold: { type: 'boolean', default: false }, held: { type: 'string' } } });
const CLICKS = Number(options.clicks);
const RUNS = Number(options.runs);
const DAYS = 30;
const DAY_MS = 86_400_000;
const TARGET_MS = 200;
/** Today is 60 % over. */
const NOW = Math.floor(Date.now() / DAY_MS) * DAY_MS + 0.6 * DAY_MS;
const START = Math.floor(NOW / DAY_MS) * DAY_MS - (DAYS - 1) * DAY_MS;
const local = (ms) => new Date(ms).toISOString().slice(0, 10);
const [FROM, TO] = [local(START), local(NOW)];
const network = { scope: 'network', actor: { kind: 'system', name: 'bench' } };
const affiliate = { scope: 'affiliate', affiliateId: md5('aff7'), actor: { kind: 'system', name: 'bench' } };
const advertiser = { scope: 'advertiser', advertiserId: md5('adv'), actor: { kind: 'system', name: 'bench' } };
const request = (changes) => ({
  groupBy: ['day'], metrics: METRICS, filters: new Map(), from: FROM, to: TO, timezone: 'UTC', currency: 'EUR', comparePrevious: false, sort: null, limit: 100, offset: 0, ...changes,
});

const REPORTS = [
  ['30 days by day', network, {}],
  ['by day in Berlin', network, { timezone: 'Europe/Berlin' }],
  ['by day in Kolkata', network, { timezone: 'Asia/Kolkata' }],
  ['by hour in Berlin', network, { groupBy: ['hour'], timezone: 'Europe/Berlin' }],
  ['by week, with comparison', network, { groupBy: ['week'], from: local(START + 15 * DAY_MS), comparePrevious: true }],
  ['by offer and affiliate', network, { groupBy: ['offer', 'affiliate'] }],
  ['by offer and affiliate in Berlin', network, { groupBy: ['offer', 'affiliate'], timezone: 'Europe/Berlin' }],
  ['by day, offer and affiliate', network, { groupBy: ['day', 'offer', 'affiliate'] }],
  ['by country', network, { groupBy: ['country'] }],
  ['by country in Berlin', network, { groupBy: ['country'], timezone: 'Europe/Berlin' }],
  ['by link', network, { groupBy: ['link'] }],
  ['by sub1 (50 values)', network, { groupBy: ['sub1'] }],
  ['by sub2 (3,000 values)', network, { groupBy: ['sub2'] }],
  ['by sub3 (50,000 values)', network, { groupBy: ['sub3'] }],
  ['by day and sub2 in Berlin', network, { groupBy: ['day', 'sub2'], timezone: 'Europe/Berlin' }],
  ['by country and device', network, { groupBy: ['country', 'device'] }],
  ['by device, os and browser', network, { groupBy: ['device', 'os', 'browser'] }],
  ['by day, country and device', network, { groupBy: ['day', 'country', 'device'] }],
  ['by sub1 and sub2', network, { groupBy: ['sub1', 'sub2'] }],
  ['by link and country', network, { groupBy: ['link', 'country'] }],
  ['by month, offer and device, with clicks by why they do not count', network, { groupBy: ['month', 'offer', 'device'], metrics: ALL_METRICS }],
  ['by hour, offer and affiliate', network, { groupBy: ['hour', 'offer', 'affiliate'] }],
  ['by sub1 of one country and mobile', network, { groupBy: ['sub1'], filters: new Map([['country', ['DE']], ['device', ['mobile']]]) }],
  ['by hour and country in Berlin', network, { groupBy: ['hour', 'country'], timezone: 'Europe/Berlin' }],
  ['by day of one sub3', network, { filters: new Map([['sub3', ['placement17']]]) }],
  ['by reason of the filter', network, { groupBy: ['click_outcome'] }],
  ['today by hour', network, { groupBy: ['hour'], from: TO }],
  ['yesterday by country and device', network, { groupBy: ['country', 'device'], from: local(NOW - DAY_MS), to: local(NOW - DAY_MS) }],
  ['an advertiser by affiliate and country', advertiser, { groupBy: ['affiliate', 'country'] }],
  ['an affiliate by day in Berlin', affiliate, { timezone: 'Europe/Berlin' }],
  ['an affiliate by sub1 and sub2', affiliate, { groupBy: ['sub1', 'sub2'] }],
  ['an affiliate by sub3', affiliate, { groupBy: ['sub3'] }],
];

const database = options.held ? await heldDatabase(options.held.split(',')) : await startBenchDatabase({ settings: { shared_buffers: '2GB', effective_cache_size: '12GB', work_mem: '64MB', maintenance_work_mem: '512MB', synchronous_commit: 'off' } });
const columnsDir = join(database.folder, 'columns');
let app = null;
try {
  if (!options.held) await generate(database.owner);
  app = await NestFactory.createApplicationContext({ module: class Bench {}, imports: [ConfigModule.forRoot(config(), systemClock), DatabaseModule, ReportingModule] }, { logger: ['error'] });
  await keep(app.get(KeepReports), app.get(ReadReport));
  await sizes(database.owner);
  await measure(app.get(ReadReport));
  if (options.hold) await held();
} finally {
  if (app) await app.close();
  await database.stop();
}

function config() {
  return new FairleadConfig({ DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'b'.repeat(32), ENCRYPTION_KEY: 'b'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_bench', STRIPE_WEBHOOK_SECRET: 'whsec_bench', REPORTS_DIR: columnsDir });
}

/** Clicks as the loader would have stored them, half a million of conversions for ten millions, and the rollup by hour. */
async function generate(owner) {
  const began = performance.now();
  await owner.query(`SELECT set_config('fairlead.scope', 'network', false), setseed(0.5)`);
  await owner.query(`INSERT INTO click_route (link_id, offer_id, advertiser_id, affiliate_id, terms_id, routing_version, landing_page_id)
    SELECT l.id, l.offer_id, l.advertiser_id, l.affiliate_id, t.id, 1, '00000000-0000-0000-0000-000000000000' FROM link l JOIN offer_terms t ON t.offer_id = l.offer_id ORDER BY l.code`);
  await owner.query(`INSERT INTO click_agent (agent_key, user_agent, device, os, browser)
    SELECT gen_random_uuid(), 'agent ' || n, (ARRAY['desktop','mobile','mobile','tablet'])[1 + n % 4], (ARRAY['Windows','Android','iOS','macOS','Linux'])[1 + n % 5], (ARRAY['Chrome','Safari','Firefox','Edge','Samsung Internet','Opera'])[1 + n % 6]
    FROM generate_series(1, 240) n`);
  const perDay = Math.ceil(CLICKS / (DAYS - 0.4));
  for (let day = 0; day < DAYS; day += 1) {
    const from = new Date(START + day * DAY_MS);
    const share = day === DAYS - 1 ? 0.6 : 1;
    await owner.query('SELECT fairlead_make_click_partition($1::date)', [local(from)]);
    await owner.query(
      `INSERT INTO click (visitor, address_hash, route_id, agent_id, id, nonce, is_unique, country, language, reason, trigger, source_id, creative_id, sub1, sub2, sub3)
       SELECT (random() * 1e15)::bigint, (random() * 1e15)::bigint, 1 + floor(${LINKS} * pow(random(), 3))::int, 1 + floor(240 * pow(random(), 2))::int,
         (overlay(fairlead_first_click_id($1::timestamptz + n * $3::float8 * interval '1 millisecond')::text placing substr(md5(n || 'i' || $1::text), 1, 3) from 16 for 3))::uuid, gen_random_uuid(), random() < 0.7,
         (ARRAY['DE','US','FR','GB','JP','BR','IN','PL','ES','IT','NL','SE','AT','CH','CA','AU','MX','KR','TR','ZA'])[1 + floor(20 * pow(random(), 2))::int], 'de',
         CASE WHEN random() < 0.92 THEN NULL ELSE (ARRAY['bot','duplicate','datacentre'])[1 + floor(3 * random())::int] END,
         CASE WHEN random() < 0.95 THEN NULL ELSE 'qr' END, 'source' || floor(200 * pow(random(), 2))::int, 'creative' || floor(30 * random())::int,
         'campaign' || floor(50 * random())::int, 'ad' || floor(3000 * pow(random(), 2))::int, CASE WHEN random() < 0.5 THEN 'placement' || floor(50000 * pow(random(), 2))::int END
       FROM generate_series(0, $2::int - 1) n`,
      [from, Math.round(perDay * share), (DAY_MS * share) / Math.round(perDay * share)],
    );
  }
  await owner.query(`INSERT INTO click_hour SELECT date_trunc('hour', fairlead_click_time(id), 'UTC'), route_id, coalesce(reason, 'counted'), count(*), count(*) FILTER (WHERE is_unique) FROM click GROUP BY 1, 2, 3`);
  await owner.query(`INSERT INTO conversion (id, advertiser_id, affiliate_id, offer_id, goal, order_id, attribution, click_id, terms_id, amount_minor, reversed_minor, currency, status, intake_status, reason, evidence, occurred_at, approved_at)
    SELECT c.id, r.advertiser_id, r.affiliate_id, r.offer_id, 'sale', c.id::text, 'click', c.id, r.terms_id, 500 + floor(20000 * random())::int, 0, 'EUR', 'approved', 'pending', 'bench', '{}',
      fairlead_click_time(c.id), fairlead_click_time(c.id)
    FROM click c JOIN click_route r ON r.id = c.route_id WHERE c.reason IS NULL AND get_byte(uuid_send(c.nonce), 0) < 14`);
  await owner.query(`INSERT INTO commission (id, conversion_id, advertiser_id, affiliate_id, offer_id, goal, terms_id, currency, status, amount_minor, margin_minor, reversed_minor, reversed_margin_minor, carried_minor, trace, created_at, release_at)
    SELECT id, id, advertiser_id, affiliate_id, offer_id, goal, terms_id, currency, 'approved', amount_minor / 10, amount_minor / 50, 0, 0, 0, '{}', occurred_at, occurred_at FROM conversion`);
  await owner.query('VACUUM ANALYZE');
  const { rows: [counts] } = await owner.query('SELECT (SELECT count(*) FROM click)::int AS clicks, (SELECT count(*) FROM conversion)::int AS conversions');
  tell(`${counts.clicks} clicks and ${counts.conversions} conversions of ${DAYS} days made in ${seconds(began)} s`);
}

async function keep(reports, readReport) {
  let began = performance.now();
  const taken = await reports.takeChanges();
  tell(`${taken} changes taken over in ${seconds(began)} s`);
  began = performance.now();
  for (let ready = false; !ready; ) {
    ready = await readReport.run(network, request({})).then(() => true, (error) => { if (error.code !== 'report.catching_up') throw error; return false; });
  }
  tell(`copied into columns in ${seconds(began)} s, as after a start`);
}

async function sizes(owner) {
  const { rows } = await owner.query(`SELECT relname AS name, (pg_total_relation_size(oid) / 1e6)::int AS mb, reltuples::int AS rows FROM pg_class WHERE relkind = 'r' AND relname LIKE 'report%' ORDER BY 2 DESC`);
  for (const row of rows) tell(`  ${row.name}: ${row.rows} rows, ${row.mb} MB`);
  for (const folder of readdirSync(columnsDir)) tell(`  columns: ${(statSync(join(columnsDir, folder, 'columns.duckdb')).size / 1e6).toFixed(0)} MB on disk; ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB RSS of the process`);
}

async function measure(readReport) {
  let missed = 0;
  for (const [name, context, changes] of REPORTS) {
    const times = [];
    let rows = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const began = performance.now();
      rows = (await readReport.run(context, request(changes))).totalRows;
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    const median = times[Math.floor(RUNS / 2)];
    if (median > TARGET_MS) missed += 1;
    tell(`${median.toFixed(0).padStart(6)} ms  (worst ${times[RUNS - 1].toFixed(0)})  ${median > TARGET_MS ? 'MISSED  ' : ''}${name}: ${rows} rows`);
  }
  tell(`${REPORTS.length - missed} of ${REPORTS.length} kinds of report within ${TARGET_MS} ms at the median`);
}

async function held() {
  tell(`held: ${database.ownerUrl},${database.appUrl}`);
  await new Promise((done) => process.once('SIGINT', done).once('SIGTERM', done));
}

async function heldDatabase([ownerUrl, appUrl]) {
  const owner = new (require('pg').Client)({ connectionString: ownerUrl });
  await owner.connect();
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-bench-'));
  return { folder, ownerUrl, appUrl, owner, stop: async () => { await owner.end(); rmSync(folder, { recursive: true, force: true }); } };
}

/** The engine reads the clock for what is "now". */
function benchClock() {
  const { Clock } = dist('kernel/src/index.js');
  return { systemClock: Object.assign(Object.create(Clock.prototype), { now: () => new Date(NOW) }) };
}

function md5(text) {
  const hex = require('node:crypto').createHash('md5').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function seconds(began) {
  return ((performance.now() - began) / 1000).toFixed(1);
}

function tell(line) {
  process.stdout.write(`${line}\n`);
}
