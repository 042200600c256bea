import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { prepareBinaries, type Binaries } from './binaries';
import { assertSameMajor, createCluster, superuserPassword, SUPERUSER } from './cluster-files';
import { expectCode } from '../processes/error-code';
import { LaunchError } from '../processes/launch-error';
import { placeCluster, rememberedHome } from './cluster-place';
import { clearStalePidFile } from './postmaster-pid';
import { chooseRunAs, type RunAs } from './run-as';
import { launchServer, type Server } from './server-process';

export interface EmbeddedPostgresOptions {
  /** Folder of the database, its password and, when needed, its programs; made if missing. */
  dataDir: string;
  /** Default: any free port of the loopback interface. */
  port?: number;
  /** Server settings that win over ours, for example `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
  logFile: string;
  /** Gets the few lines that the user should know of. */
  say?: (line: string) => void;
}

export interface EmbeddedPostgres {
  readonly port: number;
  /** Of the postmaster. */
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Connection string of the superuser. */
  url(database: string): string;
  /** `fast` closes connections and writes a checkpoint; `immediate` leaves recovery to the next start. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Stops the server and deletes all that belongs to it. */
  destroy(): Promise<void>;
}

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  fsync: 'on',
  synchronous_commit: 'on',
  max_connections: '200',
};

interface Cluster {
  dataDir: string;
  home: string;
  pgData: string;
  password: string;
  binaries: Binaries;
  runAs: RunAs | undefined;
}

/**
 * Starts the Postgres that npm installed, as root under an unprivileged user. Data survive
 * restarts and crashes; a second server on the same folder is refused with a LaunchError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await explainDenial(() => prepareCluster(resolve(options.dataDir), options.say ?? (() => undefined)));
  const server = await launchServer({
    program: cluster.binaries.postgres,
    home: cluster.home,
    pgData: cluster.pgData,
    runAs: cluster.runAs,
    port: options.port,
    settings: { ...SETTINGS, ...options.settings },
    logFile: resolve(options.logFile),
  });
  const postgres = toHandle(cluster, server);
  await assertLogin(postgres);
  return postgres;
}

/** Connection string of the superuser of a server that another process started on this folder. */
export function superuserUrl(dataDir: string, port: number, database: string): string {
  return connectionUrl(superuserPassword(resolve(dataDir), false), port, database);
}

async function prepareCluster(dataDir: string, say: (line: string) => void): Promise<Cluster> {
  const runAs = chooseRunAs(join(rememberedHome(dataDir), 'pgdata'), dataDir);
  const home = placeCluster(dataDir, runAs, say);
  const pgData = join(home, 'pgdata');
  const isNew = !existsSync(pgData);
  const password = superuserPassword(dataDir, isNew);
  const binaries = prepareBinaries(home, runAs);
  if (isNew) await createCluster(home, binaries, runAs, password);
  assertSameMajor(pgData, binaries);
  clearStalePidFile(pgData);
  return { dataDir, home, pgData, password, binaries, runAs };
}

/** Turns "permission denied" into a line that says what to do: the files are of another user. */
async function explainDenial<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    expectCode(error, 'EACCES', 'EPERM');
    const detail = error instanceof Error ? error.message : '';
    throw new LaunchError(`The database folder belongs to another user (${detail}): start as that user, or set FAIRLEAD_DATA_DIR.`, { cause: error });
  }
}

function toHandle(cluster: Cluster, server: Server): EmbeddedPostgres {
  return {
    port: server.port,
    pid: server.pid,
    exited: server.exited,
    url: (database) => connectionUrl(cluster.password, server.port, database),
    stop: (mode = 'fast') => server.stop(mode),
    destroy: async () => {
      await server.stop('immediate');
      rmSync(cluster.home, { recursive: true, force: true });
      rmSync(cluster.dataDir, { recursive: true, force: true });
    },
  };
}

async function assertLogin(postgres: EmbeddedPostgres): Promise<void> {
  const client = new Client({ connectionString: postgres.url('postgres'), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    await postgres.stop('fast');
    throw error;
  } finally {
    await client.end();
  }
}

function connectionUrl(password: string, port: number, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
