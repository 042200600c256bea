import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  startEmbeddedPostgres,
  superuserUrl,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '../../../apps/local/src/embedded-postgres/start-embedded-postgres';

describe('the embedded Postgres', () => {
  let folder: string;
  let running: EmbeddedPostgres | undefined;

  const options = (): EmbeddedPostgresOptions => ({ dataDir: join(folder, 'postgres'), logFile: join(folder, 'postgres.log') });
  const start = async (more: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> => {
    running = await startEmbeddedPostgres({ ...options(), ...more });
    return running;
  };
  const ask = async <Row>(postgres: EmbeddedPostgres, sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: postgres.url('postgres') });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fairlead-pg-spec-'));
    chmodSync(folder, 0o711);
  });

  afterEach(async () => {
    await running?.stop('immediate');
    running = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it('is UTF-8, in UTC, durable, and listens on loopback alone', async () => {
    const postgres = await start();

    const [row] = await ask(
      postgres,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('timezone') AS timezone, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS synchronous_commit, current_setting('listen_addresses') AS addresses,
              current_setting('unix_socket_directories') AS sockets, (SELECT datcollate FROM pg_database WHERE datname = 'postgres') AS collation`,
    );

    expect(row).toEqual({
      encoding: 'UTF8',
      timezone: 'UTC',
      fsync: 'on',
      synchronous_commit: 'on',
      addresses: '127.0.0.1',
      sockets: '',
      collation: 'C',
    });
  });

  it('keeps its data over a stop and a start, and its password to its owner', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE note AS SELECT 1 AS n');
    await first.stop();

    const second = await start();

    expect(await ask(second, 'SELECT n FROM note')).toEqual([{ n: 1 }]);
    expect(statSync(join(folder, 'postgres/superuser-password')).mode & 0o777).toBe(0o600);
    expect(superuserUrl(options().dataDir, second.port, 'postgres')).toBe(second.url('postgres'));
  });

  it('recovers committed rows when the postmaster is killed while clients write', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE note (n int)');
    const writer = new Client({ connectionString: first.url('postgres') });
    writer.on('error', () => undefined);
    await writer.connect();
    await writer.query('INSERT INTO note SELECT generate_series(1, 1000)');
    await writer.query('BEGIN');
    await writer.query('INSERT INTO note SELECT generate_series(1001, 2000)');

    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await start();

    expect(await ask(second, 'SELECT count(*)::int AS rows FROM note')).toEqual([{ rows: 1000 }]);
  });

  it('refuses a second server on the same folder and leaves the first alone', async () => {
    const first = await start();

    await expect(startEmbeddedPostgres(options())).rejects.toThrow(/Another Postgres \(process \d+\) already uses/);

    expect(await ask(first, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('refuses a password that is not the stored one', async () => {
    const postgres = await start();
    const url = new URL(postgres.url('postgres'));
    url.password = 'wrong';
    const client = new Client({ connectionString: url.href });

    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('takes the port and the settings that are asked for', async () => {
    const probe = await start();
    const { port } = probe;
    await probe.stop();

    const postgres = await start({ port, settings: { fsync: 'off' } });

    expect(postgres.port).toBe(port);
    expect(await ask(postgres, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
  });
});
