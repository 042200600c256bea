import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../apps/local/src/embedded-postgres/start-embedded-postgres';
import { readLiveRun, RunFile, stopLeftovers } from '../../apps/local/src/instance/run-file';
import { enableApplicationLogin, ensureDatabase } from '../../apps/local/src/launcher/prepare-database';
import { REDIS_READY, redisConfig } from '../../apps/local/src/launcher/redis';
import { findFreePort } from '../../apps/local/src/processes/free-port';
import { SupervisedProcess } from '../../apps/local/src/processes/supervised-process';
import { waitUntil } from '../../apps/local/src/processes/wait-until';
import { ensureRedisServer } from './ensure-redis-server';
import { registerAliases } from './register-aliases';
import { TEMPLATE, TEST_ENV } from './test-env';

/** What one Jest run shares: a Postgres with a migrated template database, and a Redis. */
export interface TestServices {
  stop(): Promise<void>;
}

const FOLDER = 'fairlead-test-';
/** Nothing here outlives the run, so nothing waits for a disk. */
const FAST_AND_LOOSE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** Starts both and tells the tests through the environment where they are. */
export async function startTestServices(): Promise<TestServices> {
  const redisServer = ensureRedisServer();
  await removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), FOLDER));
  chmodSync(folder, 0o711);
  const runFile = new RunFile(folder);
  const postgres = await startPostgres(folder, runFile);
  const redis = await startRedis(redisServer, folder, runFile);
  return {
    stop: async () => {
      await redis.stop(AbortSignal.abort());
      await postgres.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startPostgres(folder: string, runFile: RunFile): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    settings: FAST_AND_LOOSE,
  });
  runFile.setPostgresPort(postgres.port);
  runFile.add('postgres', postgres.pid, 'SIGQUIT');
  try {
    const password = randomBytes(16).toString('hex');
    await makeTemplate(postgres, password);
    process.env[TEST_ENV.ownerUrl] = postgres.url('postgres');
    process.env[TEST_ENV.appPassword] = password;
  } catch (error) {
    await postgres.destroy();
    throw error;
  }
  return postgres;
}

/** Migrates the database that every test database is a copy of. */
async function makeTemplate(postgres: EmbeddedPostgres, appPassword: string): Promise<void> {
  const ownerUrl = postgres.url(TEMPLATE);
  await ensureDatabase(ownerUrl);
  const undo = registerAliases();
  try {
    const { runMigrations } = await import('@fairlead/platform');
    await runMigrations(ownerUrl);
  } finally {
    undo();
  }
  await enableApplicationLogin(ownerUrl, appPassword);
  const admin = new Client({ connectionString: postgres.url('postgres') });
  await admin.connect();
  // Postgres copies a database only while nobody, autovacuum included, is connected to it.
  await admin.query(`ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await admin.end();
}

async function startRedis(program: string, folder: string, runFile: RunFile): Promise<SupervisedProcess> {
  const port = await findFreePort();
  const password = randomBytes(16).toString('hex');
  const dir = join(folder, 'redis');
  mkdirSync(dir, { mode: 0o700 });
  const redis = new SupervisedProcess(
    {
      name: 'redis',
      command: program,
      args: ['-'],
      env: process.env,
      cwd: dir,
      logFile: join(folder, 'redis.log'),
      input: redisConfig({ port, dir, password, isDurable: false }),
    },
    {
      say: (line) => process.stderr.write(`${line}\n`),
      spawned: (name, pid) => runFile.add(name, pid),
      ended: (_, pid) => runFile.remove(pid),
    },
  );
  let isUp = false;
  void redis.lineSeen(REDIS_READY).then(() => (isUp = true));
  redis.start();
  const signal = AbortSignal.timeout(30_000);
  await Promise.race([waitUntil(async () => isUp, { what: 'redis', timeoutMs: 30_000, everyMs: 20, signal }), redis.failure]);
  redis.markReady();
  process.env[TEST_ENV.redisUrl] = `redis://:${password}@127.0.0.1:${port}`;
  return redis;
}

/** Stops and deletes what a Jest run that was killed left behind. */
async function removeLeftovers(): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(FOLDER));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    const isOurs = statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (!isOurs || !existsSync(join(folder, 'run.json')) || readLiveRun(folder)) continue;
    await stopLeftovers(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
