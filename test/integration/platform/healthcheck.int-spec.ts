import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

describe('the container check of a worker', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });

  const check = (): Promise<number> => new Promise((done) => {
    const child = execFile(process.execPath, [resolve('docker/healthcheck.mjs'), 'worker'], { env: { ...process.env, DATABASE_APP_URL: database.appUrl } }, () => done(child.exitCode ?? -1));
  });
  const ran = (name: string, process: string, ago: string) => owner.query(`INSERT INTO scheduled_task (name, process, every_ms, next_run_at, last_run_at) VALUES ($1, $2, 1000, now(), now() - $3::interval)`, [name, process, ago]);

  it('takes the tasks of workers for signs of life, and those of the API not', async () => {
    expect(await check()).toBe(1);
    await ran('test.of-api', 'api', '1 second');
    await ran('test.of-worker-long-ago', 'worker', '2 minutes');
    expect(await check()).toBe(1);
    await ran('test.of-worker', 'worker', '1 second');
    expect(await check()).toBe(0);
  });
});
