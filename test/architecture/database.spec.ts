import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

/** Tables without a tenant column, and whose rows they hold. */
const WITHOUT_TENANT: Record<string, string> = {
  adjustment_history: 'network only', organization: 'the tenant itself', advertiser: 'the tenant itself', affiliate: 'the tenant itself',
  outbox_event: 'network only', inbox_event: 'network only', scheduled_task: 'network only', chain_link: 'network only', chain_pending: 'network only',
  login_attempt: 'network only', attempt_count: 'network only', account_token: 'a person’s', totp_credential: 'a person’s', recovery_code: 'a person’s', mail: 'network only', mail_file: 'network only', stripe_event: 'network only', payout_batch: 'network only', routing_change: 'network only',
  spool_position: 'network only', spool_reject: 'network only', click_address_key: 'network only',
  report_hour: 'network only', report_hour_change: 'network only', report_conversion_change: 'network only',
  click: 'its route has them', click_hour: 'its route has them', click_minute: 'counts for caps, read by the network only', click_agent: 'shared texts', click_referrer: 'shared texts',
};
/** Foreign keys whose index leaves out rows that nobody looks for. */
const INDEXED_IN_PART = ['payout_destination.fk_payout_destination_affiliate_id']; // uq_payout_destination_live: all but closed ones
const MIGRATIONS = 'schema_migration';
const TENANT_COLUMNS = ['advertiser_id', 'affiliate_id', 'organization_id'];

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function names(sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(sql, values);
  return rows.map((row) => row.name);
}

const TABLES = `pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '${MIGRATIONS}'`;

describe('the database', () => {
  it('forces row-level security on every table, with at least one policy', async () => {
    expect(await names(`SELECT c.relname AS name FROM ${TABLES} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`)).toEqual([]);
    expect(await names(`SELECT c.relname AS name FROM ${TABLES} AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)`)).toEqual([]);
  });

  it('lets nobody read or change a partition of clicks past the policies of the whole', async () => {
    await client.query(`SELECT fairlead_make_click_partition('2026-01-01')`);
    const partitions = await names(`SELECT c.relname AS name FROM pg_class c WHERE c.relispartition AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`);
    expect(partitions).toContain('click_20260101');
    const open = await names(
      `SELECT name FROM unnest($1::text[]) AS t(name) WHERE has_any_column_privilege('fairlead_app', name::regclass, 'SELECT, UPDATE') OR has_table_privilege('fairlead_app', name::regclass, 'DELETE, TRUNCATE')`,
      [partitions],
    );
    expect(open).toEqual([]);
  });

  it('has a tenant column in every table that is not the network’s own', async () => {
    const without = await names(
      `SELECT c.relname AS name FROM ${TABLES}
       AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attname = ANY($1)) ORDER BY 1`, [TENANT_COLUMNS],
    );
    expect(without).toEqual(Object.keys(WITHOUT_TENANT).sort());
  });

  it('shows nothing to a session without a scope', async () => {
    const app = new Client({ connectionString: database.appUrl });
    await app.connect();
    try {
      await client.query(`INSERT INTO organization (id, kind, name, country, status, created_at) VALUES (gen_random_uuid(), 'network', 'n', 'DE', 'active', now())`);
      const readable = await names(`SELECT c.relname AS name FROM ${TABLES} AND has_table_privilege('fairlead_app', c.oid, 'SELECT')`);
      expect(readable.length).toBeGreaterThan(30);
      for (const table of readable) {
        const { rowCount } = await app.query(`SELECT FROM ${table} LIMIT 1`);
        expect([table, rowCount]).toEqual([table, 0]);
      }
    } finally {
      await app.end();
    }
  });

  it('has no inexact number', async () => {
    const inexact = await names(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('numeric', 'real', 'double precision', 'money')`,
    );
    expect(inexact).toEqual([]);
  });

  it('keeps money in bigint minor units', async () => {
    const narrow = await names(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name LIKE '%\\_minor' AND data_type <> 'bigint'`,
    );
    expect(narrow).toEqual([]);
  });

  it('has an index for every foreign key', async () => {
    const missing = await names(
      `SELECT f.conrelid::regclass || '.' || f.conname AS name FROM pg_constraint f
       WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND NOT EXISTS (
         SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indisvalid
           AND (SELECT array_agg(k.attnum ORDER BY k.attnum) FROM unnest((string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(f.conkey)]) AS k(attnum))
             = (SELECT array_agg(k.attnum ORDER BY k.attnum) FROM unnest(f.conkey) AS k(attnum))
           AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) LIKE '%IS NOT NULL%'))`,
    );
    expect(missing).toEqual(INDEXED_IN_PART);
  });

  it('names its constraints and indexes by kind', async () => {
    const unnamed = await names(
      `SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> '${MIGRATIONS}'::regclass
         AND contype IN ('p', 'u', 'f', 'c', 'x') AND conname !~ ('^' || CASE contype WHEN 'p' THEN 'pk' WHEN 'u' THEN 'uq' WHEN 'f' THEN 'fk' WHEN 'c' THEN 'ck' ELSE 'ex' END || '_')
       UNION ALL
       SELECT indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> '${MIGRATIONS}' AND indexrelid::regclass::text !~ '^(pk|uq|ix)_'`,
    );
    expect(unnamed).toEqual([]);
  });

  it('gives the applications a role that owns nothing and is nobody else', async () => {
    const owned = await names(
      `SELECT relname::text AS name FROM pg_class WHERE relowner = 'fairlead_app'::regrole
       UNION ALL SELECT proname::text FROM pg_proc WHERE proowner = 'fairlead_app'::regrole
       UNION ALL SELECT nspname::text FROM pg_namespace WHERE nspowner = 'fairlead_app'::regrole
       UNION ALL SELECT datname::text FROM pg_database WHERE datdba = 'fairlead_app'::regrole`,
    );
    expect(owned).toEqual([]);
    const { rows } = await client.query(`SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = 'fairlead_app'`);
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false }]);
    expect(await names(`SELECT roleid::regrole::text AS name FROM pg_auth_members WHERE member = 'fairlead_app'::regrole`)).toEqual([]);
    expect(await names(`SELECT c.relname AS name FROM ${TABLES} AND has_table_privilege('fairlead_app', c.oid, 'TRUNCATE, REFERENCES, TRIGGER')`)).toEqual([]);
    const { rows: schema } = await client.query(`SELECT has_schema_privilege('fairlead_app', 'public', 'CREATE') AS may`);
    expect(schema).toEqual([{ may: false }]);
  });

  it('lets nobody change a row of an insert-only table', async () => {
    const insertOnly = await names(`SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgfoid = 'fairlead_refuse_change'::regproc`);
    expect(insertOnly).toEqual(expect.arrayContaining(['journal', 'posting', 'chain_link', 'audit_event', 'offer_terms', 'inbound_event', 'funding']));
    expect(insertOnly).toEqual(expect.arrayContaining(await names(`SELECT c.relname AS name FROM ${TABLES} AND c.relname LIKE '%\\_history'`)));
    const changeable = await names(
      `SELECT name FROM unnest($1::text[]) AS t(name)
       WHERE has_any_column_privilege('fairlead_app', name::regclass, 'UPDATE') OR has_table_privilege('fairlead_app', name::regclass, 'DELETE')`, [insertOnly],
    );
    expect(changeable).toEqual([]);
    const oneSided = await names(
      `SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgfoid = 'fairlead_refuse_change'::regproc
       GROUP BY tgrelid HAVING bit_or(tgtype & 24) <> 24 OR bool_or(tgenabled = 'D')`,
    );
    expect(oneSided).toEqual([]);
  });
});
