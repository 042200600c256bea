import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { APPLICATION_ROLE } from '../../apps/local/src/launcher/prepare-database';
import { readTestEnv, TEMPLATE, TEST_ENV } from './test-env';

export interface TestDatabase {
  name: string;
  /** Superuser: sees every row. */
  ownerUrl: string;
  /** The role of the applications, under row-level security. */
  appUrl: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of its own, made from the template in a few milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${process.env['JEST_WORKER_ID'] ?? '1'}_${randomBytes(6).toString('hex')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  const owner = new URL(readTestEnv(TEST_ENV.ownerUrl));
  owner.pathname = `/${name}`;
  const app = new URL(owner);
  app.username = APPLICATION_ROLE;
  app.password = readTestEnv(TEST_ENV.appPassword);
  return { name, ownerUrl: owner.href, appUrl: app.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: readTestEnv(TEST_ENV.ownerUrl) });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
