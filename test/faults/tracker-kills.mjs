/**
 * The kill campaign: `npm run faults:tracker -- --kills 200 --seed 7`. While an oracle follows links, one of the tracker's processes (the
 * supervisor, a worker, the loader) is killed with SIGKILL or Postgres is stopped in immediate mode, again and again at random moments.
 * At the end every acknowledged click must be stored, each once, and the hourly rollup must agree.
 */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { hkdfSync } from 'node:crypto';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { partsOf, ROOT, startBenchDatabase, startTracker, trackerEnv, until } from '../bench/bench-network.mjs';

const require = createRequire(import.meta.url);
const { ClickIds } = require(join(ROOT, 'dist/libs/tracking/src/domain/click-id.js'));
const { startEmbeddedPostgres } = require(join(ROOT, 'dist/apps/local/src/embedded-postgres/start-embedded-postgres.js'));
const { Client } = require('pg');

const { values: options } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, clicks: { type: 'string', default: '0' }, port: { type: 'string', default: '39121' }, workers: { type: 'string', default: '2' }, log: { type: 'string', default: '/dev/null' }, connections: { type: 'string', default: '32' } },
});
const kills = Number(options.kills);
const random = generator(Number(options.seed));
const counts = { supervisor: 0, worker: 0, loader: 0, postgres: 0 };

const database = await startBenchDatabase();
let postgres = database.postgres;
const env = trackerEnv(database, Number(options.port), { TRACKER_WORKERS: options.workers });
const log = openSync(options.log, 'a');
let tracker = await startTracker(env, { log });
const acknowledgedFile = join(database.folder, 'acknowledged.txt');
const oracle = fork(join(ROOT, 'test/faults/tracker-oracle.mjs'), [options.port, acknowledgedFile, options.connections]);
try {
  for (let kill = 1; kill <= kills; kill += 1) {
    await rest(200 + random() * 1_300);
    await strike();
    if (kill % 10 === 0) process.stdout.write(`${kill} kills: ${JSON.stringify(counts)}\n`);
  }
  await until(async () => (await progress()).acknowledged >= Number(options.clicks), 3_600_000, 'the wanted number of clicks');
  await new Promise((done) => { oracle.once('exit', done); oracle.kill('SIGTERM'); });
  await compare();
} finally {
  oracle.kill('SIGKILL');
  tracker.kill('SIGTERM');
  await new Promise((done) => (tracker.exitCode !== null || tracker.signalCode !== null ? done() : tracker.once('exit', done)));
  await database.owner.end().catch(() => undefined);
  await postgres.destroy();
}

async function strike() {
  const victim = ['worker', 'worker', 'loader', 'loader', 'supervisor', 'postgres'][Math.floor(random() * 6)];
  counts[victim] += 1;
  if (victim === 'postgres') return restartPostgres();
  if (victim === 'supervisor') return restartTracker();
  const children = partsOf(tracker.pid).filter(({ part }) => (part === 'loader') === (victim === 'loader'));
  const child = children[Math.floor(random() * children.length)];
  if (child) process.kill(child.pid, 'SIGKILL');
}

async function restartTracker() {
  const children = partsOf(tracker.pid);
  tracker.kill('SIGKILL');
  await until(() => children.every(({ pid }) => !isAlive(pid)), 20_000, 'the end of the processes without their supervisor');
  tracker = await startTracker(env, { log });
}

async function restartPostgres() {
  await database.owner.end().catch(() => undefined);
  const { port } = postgres;
  await postgres.stop('immediate');
  await rest(random() * 1_500);
  postgres = await startEmbeddedPostgres({ dataDir: join(database.folder, 'postgres'), logFile: join(database.folder, 'postgres.log'), port });
  database.owner = new Client({ connectionString: postgres.url('postgres') });
  database.owner.on('error', () => undefined); // the next kill
  await database.owner.connect();
}

async function compare() {
  const key = Buffer.from(hkdfSync('sha256', 'b'.repeat(32), '', 'fairlead click id v2', 16));
  const ids = new ClickIds(key);
  const acknowledged = readFileSync(acknowledgedFile, 'utf8').split('\n').filter(Boolean).map((text) => ids.parse(text)?.id ?? `forged ${text}`);
  let stored = -1;
  // Spools of killed processes are taken over after their heartbeat is seen to have ended: the count may stand still for a while.
  const deadline = Date.now() + 120_000;
  for (let before = -2; Date.now() < deadline && (stored < acknowledged.length || stored !== before); ) {
    before = stored;
    stored = Number((await database.owner.query('SELECT count(*) AS n FROM click')).rows[0].n);
    await rest(2_000);
  }
  const { rows } = await database.owner.query('SELECT id, count(*)::int AS times FROM click GROUP BY id');
  const times = new Map(rows.map((row) => [row.id, row.times]));
  const lost = acknowledged.filter((id) => !times.has(id)).length;
  const doubled = rows.filter((row) => row.times > 1).length + acknowledged.length - new Set(acknowledged).size;
  const rollup = Number((await database.owner.query('SELECT coalesce(sum(clicks), 0) AS n FROM click_hour')).rows[0].n);
  const rejected = Number((await database.owner.query('SELECT count(*) AS n FROM spool_reject')).rows[0].n);
  process.stdout.write(`kills ${kills} ${JSON.stringify(counts)}, acknowledged ${acknowledged.length}, stored ${stored}, lost ${lost}, doubled ${doubled}, rollup ${rollup}, rejected ${rejected}\n`);
  if (lost > 0 || doubled > 0 || rollup !== stored || rejected > 0 || acknowledged.length === 0) throw new Error('the campaign found a breach');
}

function progress() {
  return new Promise((done) => { oracle.once('message', done); oracle.send('progress'); });
}

function isAlive(pid) {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function rest(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

/** Mulberry32: the same kills for the same seed. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
