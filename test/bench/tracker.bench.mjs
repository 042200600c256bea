/**
 * The redirect against nginx. Server side (nginx, or the tracker with its loader and Postgres) on core 0, load generator on core 1, in
 * alternation; medians of the rounds, per CPU second of everything on the server side. `npm run bench:tracker -- --rounds 5 --seconds 8`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpuSeconds, LINKS, partsOf, pin, ROOT, rssMegabytes, startBenchDatabase, startTracker, trackerEnv, until } from './bench-network.mjs';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '8' }, connections: { type: 'string', default: '64' }, sync: { type: 'string', default: 'fdatasync' } } });
const rounds = Number(options.rounds);
const NGINX_PORT = 39_101;
const TRACKER_PORT = 39_102;
const PARTS = ['redirects', 'loader', 'postgres'];

const database = await startBenchDatabase();
await pin(database.postgres.pid);
const env = trackerEnv(database, TRACKER_PORT, { SPOOL_SYNC: options.sync });
const tracker = await startTracker(env, { core: 0 });
const nginx = await startNginx();
try {
  const warm = await load(TRACKER_PORT, 8); // the compiler, the caches and the dictionaries
  await load(NGINX_PORT, 1);
  await drained(warm.requests);
  const results = { nginx: [], tracker: [] };
  const rss = [];
  for (let round = 1; round <= rounds; round += 1) {
    results.nginx.push(await measure(NGINX_PORT, () => cpuSeconds([nginx.pid]), async () => {}));
    const before = await storedClicks();
    const spentBefore = spentByPart();
    const result = await measure(TRACKER_PORT, () => cpuSeconds([tracker.pid, database.postgres.pid]), (result) => drained(before + result.requests));
    const spent = spentByPart();
    results.tracker.push({ ...result, stored: (await storedClicks()) - before, ...Object.fromEntries(PARTS.map((part) => [part, ((spent[part] - spentBefore[part]) / result.requests) * 1e6])) });
    rss.push(partsOf(tracker.pid).map(({ pid, part }) => `${part}: ${Math.round(rssMegabytes(pid))}`).join(' '));
    process.stdout.write(`round ${round}: nginx ${Math.round(results.nginx.at(-1).perCpu)}/CPU-s, tracker ${Math.round(result.perCpu)}/CPU-s, wall ${Math.round(result.perSecond)}/s, p99 ${result.p99 / 1000} ms\n`);
  }
  report(results, rss);
} finally {
  for (const child of [tracker, nginx]) await ended(child);
  await database.stop();
}

/** CPU seconds so far of the process that answers, of the one that loads, and of Postgres. */
function spentByPart() {
  const pids = (isLoader) => partsOf(tracker.pid).filter(({ part }) => (part === 'loader') === isLoader).map(({ pid }) => pid);
  return { redirects: cpuSeconds(pids(false)), loader: cpuSeconds(pids(true)), postgres: cpuSeconds([database.postgres.pid]) };
}

async function measure(port, cpu, settle) {
  const before = cpu();
  const result = await load(port, Number(options.seconds));
  await settle(result); // the loader's work on these clicks belongs to them
  return { ...result, perCpu: result.requests / (cpu() - before), perSecond: result.requests / (result.micros / 1e6) };
}

function load(port, seconds) {
  return new Promise((done, reject) => {
    const wrk = spawn('taskset', ['-c', '1', 'wrk', '-t1', `-c${options.connections}`, `-d${seconds}s`, '--latency', '-s', join(ROOT, 'test/bench/visits.lua'), `http://127.0.0.1:${port}`]);
    let text = '';
    wrk.stdout.on('data', (chunk) => { text += chunk; });
    wrk.stderr.on('data', (chunk) => { text += chunk; });
    wrk.once('error', reject);
    wrk.once('close', () => {
      const line = /RESULT (.*)/.exec(text);
      if (!line) return reject(new Error(`wrk said: ${text}`));
      const result = Object.fromEntries(line[1].split(' ').map((pair) => pair.split('=')).map(([key, value]) => [key, Number(value)]));
      if (result.connect + result.read + result.write + result.status + result.timeout > 0) return reject(new Error(`requests failed: ${line[1]}`));
      done(result);
    });
  });
}

async function storedClicks() {
  const { rows } = await database.owner.query('SELECT coalesce(sum(clicks), 0)::bigint AS clicks FROM click_hour');
  return Number(rows[0].clicks);
}

/** Until that many clicks are stored. */
async function drained(wanted) {
  await until(async () => (await storedClicks()) >= wanted, 180_000, 'the loader');
}

async function startNginx() {
  const folder = join(database.folder, 'nginx');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'nginx.conf'), `
    worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log; user root;
    events { worker_connections 1024; }
    http { access_log ${folder}/access.log combined; keepalive_requests 1000000000;
      server { listen 127.0.0.1:${NGINX_PORT}; location / { return 302 https://shop.example/landing; } } }`);
  const child = spawn('taskset', ['-c', '0', 'nginx', '-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'inherit' });
  await until(async () => (await fetch(`http://127.0.0.1:${NGINX_PORT}/`, { redirect: 'manual' })).status === 302, 10_000, 'nginx');
  return child;
}

function ended(child) {
  return new Promise((done) => { child.once('exit', done); child.kill('SIGTERM'); });
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function report({ nginx: base, tracker: ours }, rss) {
  const of = (rows, key) => median(rows.map((row) => row[key]));
  const ratio = median(ours.map((row, index) => row.perCpu / base[index].perCpu));
  const answered = ours.reduce((sum, row) => sum + row.requests, 0);
  const stored = ours.reduce((sum, row) => sum + row.stored, 0);
  process.stdout.write(`
${LINKS} links, ${options.connections} connections, ${rounds} rounds of ${options.seconds} s, ${options.sync}; medians
                       per CPU-s   per s wall    p50 ms    p99 ms
nginx 302, access log  ${cell(of(base, 'perCpu'))} ${cell(of(base, 'perSecond'))} ${ms(of(base, 'p50'))} ${ms(of(base, 'p99'))}
tracker                ${cell(of(ours, 'perCpu'))} ${cell(of(ours, 'perSecond'))} ${ms(of(ours, 'p50'))} ${ms(of(ours, 'p99'))}
ratio per CPU-s (median of the rounds): ${ratio.toFixed(3)}
microseconds of CPU a click: ${PARTS.map((part) => `${part} ${of(ours, part).toFixed(1)}`).join(', ')}; nginx ${(1e6 / of(base, 'perCpu')).toFixed(1)}
answered ${answered}, stored ${stored} (those in flight when a round ends are stored too)
RSS after each round, MB: ${rss.join(', ')}
`);
  if (stored < answered) throw new Error('clicks were lost');
}

function cell(value) {
  return String(Math.round(value)).padStart(10);
}

function ms(micros) {
  return (micros / 1000).toFixed(2).padStart(9);
}
