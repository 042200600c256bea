import { Client } from 'pg';
import { NetworkInProcess, type Person } from '../../support/network-in-process';

/** Columns that say whose a row is. */
const OWNER_COLUMNS = ['advertiser_id', 'affiliate_id', 'organization_id'];
/** Rows that tenants share by design: what an affiliate may promote. */
const SHARED = new Set(['click_agent', 'click_referrer', 'offer', 'offer_terms']);

/**
 * The second layer alone: plain SQL as the application role, without any of the application's own conditions.
 * The first layer alone is swept over HTTP with row-level security off, in the end-to-end tests.
 */
/** A person of two organizations, and a row in each table of accounts and mail. */
async function fillIdentity(network: NetworkInProcess, people: readonly Person[]): Promise<void> {
  const [first, , second] = people;
  await network.sql(`INSERT INTO membership (id, user_id, organization_id, team_role, created_at) VALUES (gen_random_uuid(), $1, $2, 'member', now())`, [first?.userId, second?.organizationId]);
  for (const { userId, organizationId } of people) {
    await network.sql(
      `WITH s AS (INSERT INTO user_session (id, user_id, organization_id, user_agent, created_at, last_seen_at, expires_at) VALUES (gen_random_uuid(), $1, $2, '', now(), now(), now())),
        t AS (INSERT INTO account_token (id, user_id, kind, token_hash, created_at, expires_at) VALUES (gen_random_uuid(), $1, 'verify_email', md5($1::text) || md5($1::text), now(), now())),
        c AS (INSERT INTO totp_credential (user_id, secret_sealed, created_at) VALUES ($1, '', now())),
        r AS (INSERT INTO recovery_code (id, user_id, code_hash, created_at) VALUES (gen_random_uuid(), $1, md5($1::text) || md5($1::text), now())),
        m AS (INSERT INTO mail (id, dedupe_key, template, recipient, subject, text_body, html_body, state, available_at, created_at) VALUES (gen_random_uuid(), $1::text, 't', 'r', 's', 'b', 'b', 'kept', now(), now()))
       INSERT INTO invitation (id, organization_id, email, team_role, invited_by, created_at, expires_at) VALUES (gen_random_uuid(), $2, 'a@b', 'member', $1, now(), now())`,
      [userId, organizationId],
    );
  }
}

describe('row-level security without the application', () => {
  let network: NetworkInProcess;
  let app: Client;
  let tables: { table: string; columns: string[] }[];
  const people: Person[] = [];

  beforeAll(async () => {
    network = await NetworkInProcess.start();
    const finance = await network.person('finance');
    const approver = await network.person('finance');
    for (let pair = 0; pair < 2; pair += 1) {
      const [advertiser, affiliate] = [await network.person('advertiser'), await network.person('affiliate')];
      people.push(advertiser, affiliate);
      await network.fund(finance, advertiser, 50_000n);
      const { token } = await network.credentials(advertiser);
      const offerId = await network.offer(advertiser);
      const conversionId = await network.purchase(advertiser, token, await network.click(await network.link(affiliate, offerId)), `T-${pair}`, '80.00');
      await network.settle();
      await network.refund(advertiser, conversionId, 100n);
      await network.settle();
      await network.connectStripe(affiliate);
    }
    await network.release(approver, await network.approvedBatch(finance, approver));
    await fillIdentity(network, people);
    tables = await network.sql(
      `SELECT c.relname AS table, array_agg(a.attname::text) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migration' GROUP BY c.relname ORDER BY c.relname`,
    );
    app = new Client({ connectionString: network.database.appUrl });
    await app.connect();
  });

  afterAll(async () => {
    await app.end();
    await network.close();
  });

  async function rowsSeen(person: Person | null, table: string): Promise<Record<string, unknown>[]> {
    await app.query('BEGIN');
    try {
      if (person) {
        const { context } = person;
        await app.query(`SELECT set_config('fairlead.scope', $1, true), set_config('fairlead.advertiser_id', $2, true), set_config('fairlead.affiliate_id', $3, true)`, [
          context.scope, context.scope === 'advertiser' ? context.advertiserId : '', context.scope === 'affiliate' ? context.affiliateId : '',
        ]);
      }
      return (await app.query<Record<string, unknown>>(`SELECT * FROM ${table}`)).rows;
    } finally {
      await app.query('ROLLBACK');
    }
  }

  it('covers every table', () => {
    expect(tables.length).toBeGreaterThan(30);
  });

  it('shows nothing at all without a scope', async () => {
    for (const { table } of tables) expect([table, (await rowsSeen(null, table)).length]).toEqual([table, 0]);
  });

  it('shows a tenant no row of another, in any table', async () => {
    const seen: string[] = [];
    for (const person of people) {
      const ownRoutes = new Set((await network.sql<{ id: number }>('SELECT id FROM click_route WHERE $1 IN (advertiser_id, affiliate_id)', [person.organizationId])).map((route) => route.id));
      for (const { table, columns } of tables) {
        const owners = OWNER_COLUMNS.filter((column) => columns.includes(column));
        for (const row of await rowsSeen(person, table)) {
          if (table === 'user_account') {
            expect(await network.sql('SELECT FROM membership WHERE user_id = $1 AND organization_id = $2', [row['id'], person.organizationId])).toHaveLength(1);
            continue;
          }
          const own = owners.some((column) => row[column] === person.organizationId) || row['id'] === person.organizationId || ownRoutes.has(Number(row['route_id']));
          if (!SHARED.has(table)) expect({ table, owners: owners.map((column) => row[column]), own }).toMatchObject({ own: true });
          seen.push(table);
        }
      }
    }
    // The sweep saw real rows: an empty database would prove nothing.
    expect(new Set(seen).size).toBeGreaterThan(15);
    expect(['membership', 'invitation'].filter((table) => !seen.includes(table))).toEqual([]);
    expect(['user_session', 'account_token', 'totp_credential', 'recovery_code', 'mail'].filter((table) => seen.includes(table))).toEqual([]);
  });

  it('lets a tenant write no row for another', async () => {
    const [first, , second] = people;
    await expect(network.uow().run(first?.context as Person['context'], (tx) =>
      tx.rows(`INSERT INTO promo_code (id, offer_id, advertiser_id, affiliate_id, code, created_at)
               SELECT gen_random_uuid(), id, $1, $2, 'STOLEN', now() FROM offer LIMIT 1`, [second?.organizationId, people[1]?.organizationId]))).rejects.toThrow(/row-level security/);
    expect(await network.uow().run(first?.context as Person['context'], (tx) => tx.affected(`UPDATE offer SET name = 'stolen' WHERE advertiser_id = $1`, [second?.organizationId]))).toBe(0);
  });

  it('binds a role that owns nothing and cannot step around it', async () => {
    const { rows } = await app.query(`SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user`);
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
    await expect(app.query('ALTER TABLE offer DISABLE ROW LEVEL SECURITY')).rejects.toThrow(/must be owner/);
  });
});
