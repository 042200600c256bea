/** A database with offers and links for load tests, and a tracker on it. Everything on loopback, everything stopped at the end. Needs `npm run build`. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);
const { startEmbeddedPostgres } = require(join(ROOT, 'dist/apps/local/src/embedded-postgres/start-embedded-postgres.js'));
const { enableApplicationLogin } = require(join(ROOT, 'dist/apps/local/src/launcher/prepare-database.js'));
const { createMigrationDataSource } = require(join(ROOT, 'dist/libs/platform/src/database/data-sources.js'));
const { Client } = require('pg');

const OFFERS = 100;
export const LINKS = 10_000;

/** Starts Postgres as it would run in production, migrates, and makes 10,000 links of 100 offers, with rules on some of them. */
export async function startBenchDatabase({ settings = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), logFile: join(folder, 'postgres.log'), settings: { max_wal_size: '4GB', ...settings } });
  const ownerUrl = postgres.url('postgres');
  const source = createMigrationDataSource(ownerUrl);
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
  const appUrl = await enableApplicationLogin(ownerUrl, 'bench');
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await seed(owner);
  } catch (error) {
    await owner.end();
    await postgres.destroy();
    throw error;
  }
  return { folder, postgres, ownerUrl, appUrl, owner, stop: async () => { await owner.end(); await postgres.destroy(); rmSync(folder, { recursive: true, force: true }); } };
}

/** Every fifth offer has a country rule, every tenth rotates over three landing pages, every seventh a cap that is never reached, all of them UTM. */
async function seed(owner) {
  await owner.query('BEGIN');
  await owner.query(`SELECT set_config('fairlead.scope', 'network', true)`);
  await owner.query(`
    INSERT INTO organization (id, kind, name, country, status, created_at)
      SELECT md5('adv')::uuid, 'advertiser', 'Bench shop', 'DE', 'active', now() UNION ALL SELECT md5('aff' || n)::uuid, 'affiliate', 'Affiliate ' || n, 'DE', 'active', now() FROM generate_series(1, 100) n`);
  await owner.query(`INSERT INTO advertiser (id, name, status, created_at) SELECT id, name, 'active', created_at FROM organization WHERE kind = 'advertiser'`);
  await owner.query(`INSERT INTO affiliate (id, name, country, status, created_at) SELECT id, name, country, 'active', created_at FROM organization WHERE kind = 'affiliate'`);
  await owner.query(`
    INSERT INTO offer (id, advertiser_id, name, status, visibility, landing_url, click_parameter, currency, deep_link_hosts, goals, created_at, updated_at)
      SELECT md5('offer' || n)::uuid, md5('adv')::uuid, 'Offer ' || n, 'active', 'public', 'https://shop.example/landing?campaign=bench&sub={sub1}', 'fl_click', 'EUR', '{shop.example}', '{sale}', now(), now()
      FROM generate_series(1, ${OFFERS}) n`);
  await owner.query(`
    INSERT INTO offer_terms (id, offer_id, advertiser_id, version, valid_from, currency, commission_type, commission_rate_bps, network_fee_bps, attribution_window_days, hold_days, approval, daily_click_cap, created_by)
      SELECT md5('terms' || n)::uuid, md5('offer' || n)::uuid, md5('adv')::uuid, 1, now() - interval '1 day', 'EUR', 'percent', 1000, 0, 30, 14, 'auto', CASE WHEN n % 7 = 0 THEN 2000000000 END, 'system:bench'
      FROM generate_series(1, ${OFFERS}) n`);
  await owner.query(`
    INSERT INTO offer_routing (id, offer_id, advertiser_id, version, document, created_by, created_at)
      SELECT md5('routing' || n)::uuid, md5('offer' || n)::uuid, md5('adv')::uuid, 1, jsonb_build_object(
        'timeZone', 'UTC', 'expiresAt', null,
        'targeting', CASE WHEN n % 5 = 0 THEN '[{"dimension":"country","mode":"deny","values":["KP","IR"]},{"dimension":"device","mode":"allow","values":["desktop","mobile","tablet","other"]}]'::jsonb ELSE '[]' END,
        'landingPages', CASE WHEN n % 10 = 0 THEN (SELECT jsonb_agg(jsonb_build_object('id', md5('page' || n || '-' || p)::uuid, 'name', 'Page ' || p, 'url', 'https://shop.example/p' || p, 'weight', p, 'targeting', '[]'::jsonb)) FROM generate_series(1, 3) p) ELSE '[]' END,
        'failMode', 'priority', 'failTargets', '[]'::jsonb, 'redirectWhenPaused', false, 'fallbackUrl', 'https://shop.example/elsewhere', 'utm', '{"utm_source":"fairlead","utm_medium":"affiliate"}'::jsonb,
        'blockedSources', '[]'::jsonb, 'bannedReferrers', '["spam.example"]'::jsonb, 'forbidsPaidTraffic', false), 'system:bench', now()
      FROM generate_series(1, ${OFFERS}) n`);
  await owner.query(`
    INSERT INTO enrolment (id, offer_id, advertiser_id, affiliate_id, status, applied_at, decided_at)
      SELECT md5('enr' || o || '-' || a)::uuid, md5('offer' || o)::uuid, md5('adv')::uuid, md5('aff' || a)::uuid, 'approved', now(), now() FROM generate_series(1, ${OFFERS}) o, generate_series(1, 100) a`);
  await owner.query(`
    INSERT INTO link (id, code, offer_id, advertiser_id, affiliate_id, enrolment_id, status, subs, created_at)
      SELECT md5('link' || o || '-' || a)::uuid, 'bench' || ((o - 1) * 100 + a), md5('offer' || o)::uuid, md5('adv')::uuid, md5('aff' || a)::uuid, md5('enr' || o || '-' || a)::uuid, 'active', '{}', now()
      FROM generate_series(1, ${OFFERS}) o, generate_series(1, 100) a`);
  await owner.query('COMMIT');
  await owner.query('ANALYZE');
}

/** Environment of the tracker on this database. */
export function trackerEnv(database, port, more = {}) {
  return {
    ...process.env, NODE_ENV: 'production', DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'b'.repeat(32), ENCRYPTION_KEY: 'b'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_bench', STRIPE_WEBHOOK_SECRET: 'whsec_bench',
    TRACKER_PORT: String(port), SPOOL_DIR: join(database.folder, 'spool'), TRACKER_ID: 'bench', TRACKER_WORKERS: '1', TRUSTED_HOPS: '1', ...more,
  };
}

/** Starts the tracker, on one core where `core` is given; resolves when it answers. */
export async function startTracker(env, { core = null, log = 'inherit' } = {}) {
  const args = ['--max-old-space-size=1024', join(ROOT, 'dist/apps/tracker/src/main.js')];
  const child = core === null ? spawn(process.execPath, args, { env, stdio: ['ignore', log === 'inherit' ? 'ignore' : log, log] }) : spawn('taskset', ['-c', String(core), process.execPath, ...args], { env, stdio: ['ignore', log === 'inherit' ? 'ignore' : log, log] });
  await until(async () => (await fetch(`http://127.0.0.1:${env.TRACKER_PORT}/health/live`)).ok, 30_000, 'the tracker');
  return child;
}

export async function until(check, ms, what) {
  const deadline = Date.now() + ms;
  for (;;) {
    try {
      if (await check()) return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${what} did not come: ${error.message}`);
    }
    if (Date.now() > deadline) throw new Error(`${what} did not come`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** CPU seconds that these processes and all their children have used, ended children included. */
export function cpuSeconds(pids) {
  const seen = new Set(pids);
  const stats = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
      return [{ pid: Number(name), parent: Number(fields[1]), ticks: fields.slice(11, 15).map(Number) }];
    } catch {
      return []; // ended between the two readings
    }
  });
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of stats) if (seen.has(parent) && !seen.has(pid)) { seen.add(pid); grown = true; }
  }
  let ticks = 0;
  for (const stat of stats) if (seen.has(stat.pid)) ticks += stat.ticks[0] + stat.ticks[1] + (pids.includes(stat.pid) ? stat.ticks[2] + stat.ticks[3] : 0);
  return ticks / 100;
}

export function rssMegabytes(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

/** Binds a process, and what it starts from now on, to core 0. */
export async function pin(pid) {
  await new Promise((done) => spawn('taskset', ['-acp', '0', String(pid)], { stdio: 'ignore' }).once('close', done));
}

/** The processes of a tracker, each with the part that it plays: `loader`, or a number. */
export function partsOf(pid) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
      if (Number(fields[1]) !== pid) return [];
      return [{ pid: Number(name), part: /FAIRLEAD_TRACKER_PART=([^\0]*)/.exec(readFileSync(`/proc/${name}/environ`, 'utf8'))?.[1] }];
    } catch {
      return []; // ended between the two readings
    }
  });
}
