/**
 * The loader alone: spools so many clicks, then starts the tracker and times how they come into Postgres, on one core with it. Tells what
 * they take on disk with their indexes. `npm run bench:loader -- --clicks 2000000`.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpuSeconds, LINKS, partsOf, pin, ROOT, rssMegabytes, startBenchDatabase, startTracker, trackerEnv, until } from './bench-network.mjs';

const require = createRequire(import.meta.url);
const dist = (path) => require(join(ROOT, 'dist/libs', path));
const { SpoolWriter } = dist('platform/src/spool/spool-writer.js');
const { ClickRecordWriter, CLICK_RECORD_BYTES, encodeAddress, encodeRoute, IDENTITY_OFFSET, longBytes } = dist('tracking/src/domain/click-record.js');
const { ClickIds } = dist('tracking/src/domain/click-id.js');
const { addressBytes, prefixOf } = dist('tracking/src/domain/address-bytes.js');

const { values: options } = parseArgs({ options: { clicks: { type: 'string', default: '1000000' } } });
const wanted = Number(options.clicks);
const COUNTRIES = ['DE', 'US', 'FR', 'GB', 'JP', 'BR', 'IN', 'PL'];

const database = await startBenchDatabase();
const env = trackerEnv(database, 39_131, {});
let tracker = null;
try {
  await spool(wanted);
  await pin(database.postgres.pid);
  tracker = await startTracker(env, { core: 0 });
  const began = performance.now();
  const before = cpuSeconds([tracker.pid, database.postgres.pid]);
  let most = 0;
  await until(async () => {
    most = Math.max(most, ...partsOf(tracker.pid).filter(({ part }) => part === 'loader').map(({ pid }) => rssMegabytes(pid)));
    return (await stored()) >= wanted;
  }, 1_800_000, 'the loader');
  const seconds = (performance.now() - began) / 1000;
  const cpu = cpuSeconds([tracker.pid, database.postgres.pid]) - before;
  await database.owner.query('VACUUM ANALYZE');
  const { rows: [size] } = await database.owner.query(`
    SELECT sum(pg_table_size(c.oid))::float8 / 1e6 AS table_mb, sum(pg_indexes_size(c.oid))::float8 / 1e6 AS index_mb,
           (SELECT sum(pg_total_relation_size(o.oid))::float8 / 1e6 FROM pg_class o WHERE o.relname IN ('click_hour', 'click_minute', 'click_route', 'click_agent', 'click_referrer')) AS other_mb
    FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE i.inhparent = 'click'::regclass`);
  process.stdout.write(`
${wanted} clicks of ${LINKS} links: loaded in ${seconds.toFixed(1)} s, ${Math.round(wanted / seconds)}/s on one core with Postgres; ${((cpu * 1e6) / wanted).toFixed(1)} µs of CPU each
on disk: clicks ${size.table_mb.toFixed(0)} MB, their indexes ${size.index_mb.toFixed(0)} MB, rollups and dictionaries ${size.other_mb.toFixed(0)} MB; ${(((size.table_mb + size.index_mb + size.other_mb) * 1e6) / wanted).toFixed(0)} bytes a click
RSS of the loader, at most: ${Math.round(most)} MB
`);
} finally {
  if (tracker) await new Promise((done) => { tracker.once('exit', done); tracker.kill('SIGTERM'); });
  await database.stop();
}

/** Writes the clicks as a tracker would have that has just ended. */
async function spool(count) {
  const routes = (await database.owner.query(`SELECT l.id AS "linkId", l.offer_id AS "offerId", l.advertiser_id AS "advertiserId", l.affiliate_id AS "affiliateId", t.id AS "termsId"
    FROM link l JOIN offer_terms t ON t.offer_id = l.offer_id`)).rows.map((row) => encodeRoute({ ...row, landingPageId: null, routingVersion: 1 }));
  const agents = Array.from({ length: 128 }, (_value, n) => longBytes(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${80 + n}.0.0.0 Safari/537.36`));
  const referrers = Array.from({ length: 40 }, (_value, n) => longBytes(`https://blog.example/post-${n}`));
  const writer = await SpoolWriter.open({ directory: join(env.SPOOL_DIR, env.TRACKER_ID, 'clicks-0'), stream: 'clicks', maxRecordBytes: CLICK_RECORD_BYTES, maxBacklogBytes: 1e12, sync: 'write' });
  const ids = new ClickIds(randomBytes(16));
  const records = new ClickRecordWriter();
  const began = Date.now() - 3_600_000;
  let nonces = randomBytes(16 * 1_000);
  for (let done = 0; done < count; ) {
    const group = [];
    if (done % 100_000 === 0) nonces = randomBytes(16 * 1_000);
    for (let n = 0; n < 1_000 && done < count; n += 1, done += 1) {
      const raw = addressBytes(`${randomInt(1, 223)}.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`);
      const address = encodeAddress({ country: COUNTRIES[randomInt(COUNTRIES.length)], region: null, prefix: prefixOf(raw), asn: null });
      const encode = (target, offset) => {
        ids.mintInto(target, offset + IDENTITY_OFFSET, began + Math.floor((done / count) * 3_500_000), 1, randomBytes(16), 0);
        records.begin(target, offset, { reason: null, trigger: 'link', knownVisitor: false, route: routes[randomInt(routes.length)] });
        return records.bits64(randomInt(2 ** 32), randomInt(2 ** 32)).bits64(randomInt(2 ** 32), randomInt(2 ** 32)).sealed(nonces, 16 * n, raw).block(address).short('de')
          .block(agents[randomInt(agents.length)]).block(referrers[randomInt(referrers.length)]).long(null).short(null).short(null)
          .subs(n % 2 === 0 ? { sub1: `campaign${n % 50}`, sub2: `ad${n % 300}` } : {}).end();
      };
      group.push(new Promise((resolve, reject) => writer.append(encode, (error) => (error ? reject(error) : resolve()))));
    }
    await Promise.all(group);
  }
  await writer.close();
}

async function stored() {
  const { rows } = await database.owner.query('SELECT coalesce(sum(clicks), 0)::bigint AS clicks FROM click_hour');
  return Number(rows[0].clicks);
}
