import Redis from 'ioredis';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { testRedisUrl } from '../../support/test-redis';

describe('what the tests stand on', () => {
  const open: TestDatabase[] = [];

  const ask = async <Row>(url: string, sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  };
  const create = async (): Promise<TestDatabase> => {
    const database = await createTestDatabase();
    open.push(database);
    return database;
  };

  afterEach(async () => {
    await Promise.all(open.splice(0).map((database) => database.drop()));
  });

  it('gives each caller a migrated database of its own, also at the same time', async () => {
    const [one, two] = await Promise.all([create(), create()]);

    await ask(one.ownerUrl, 'CREATE TABLE only_here (n int)');

    expect(one.name).not.toBe(two.name);
    expect(await ask(two.ownerUrl, `SELECT to_regclass('only_here') AS name`)).toEqual([{ name: null }]);
    expect(await ask(two.ownerUrl, 'SELECT count(*) > 0 AS migrated FROM schema_migration')).toEqual([{ migrated: true }]);
  });

  it('logs the application in as a role that owns nothing and bypasses nothing', async () => {
    const database = await create();

    const [role] = await ask(
      database.appUrl,
      `SELECT current_user AS name, rolsuper, rolbypassrls, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
       FROM pg_roles r WHERE rolname = current_user`,
    );

    expect(role).toEqual({ name: 'fairlead_app', rolsuper: false, rolbypassrls: false, owned: 0 });
  });

  it('has a Redis that evicts nothing', async () => {
    const redis = new Redis(testRedisUrl());
    try {
      expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    } finally {
      redis.disconnect();
    }
  });
});
