import { MovableClock } from '@fairlead/kernel';
import { Client } from 'pg';
import { type DemoApp, openDemoApp } from '../../../apps/local/src/demo/demo-app';
import { readNetworkState } from '../../../apps/local/src/demo/demo-state';
import { seedDemo } from '../../../apps/local/src/demo/seed-demo';
import { StripeControl } from '../../../apps/local/src/demo/stripe-control';
import { verifyDatabase } from '../../../apps/local/src/verify/verify-database';
import { startStripeStandIn, type StripeStandIn } from '../../../apps/stripe-stand-in/src/index';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

const STRIPE_KEY = 'sk_test_demo';

/** Every state that a visitor of the demo network should meet, by table. */
const STATES: readonly (readonly [table: string, column: string, states: readonly string[]])[] = [
  ['offer', 'status', ['active', 'paused']],
  ['offer', 'currency', ['EUR', 'JPY', 'USD']],
  ['offer', 'visibility', ['approval', 'private', 'public']],
  ['offer_terms', 'commission_type', ['flat', 'percent']],
  ['offer_terms', 'approval', ['auto', 'manual']],
  ['enrolment', 'status', ['approved', 'pending', 'rejected']],
  ['click', 'is_unique', ['false', 'true']],
  ['conversion', 'status', ['approved', 'held', 'pending', 'rejected', 'reversed']],
  ['conversion', 'attribution', ['click', 'coupon']],
  ['commission', 'status', ['approved', 'in_payout', 'paid', 'payable', 'pending', 'reversed', 'void']],
  ['commission', 'blocked_reason', ['awaiting_funds']],
  ['payout_destination', 'status', ['active', 'onboarding']],
  ['payout_batch', 'status', ['draft', 'settled', 'submitted']],
  ['payout', 'status', ['planned', 'transferred']],
];

describe('demo network', () => {
  let database: TestDatabase;
  let stripe: StripeStandIn;
  let owner: Client;
  let app: DemoApp;
  const lines: string[] = [];
  // The last day of a history is cut where the network is started: early in the day is the harder case.
  const end = new Date('2026-03-15T05:00:00Z');
  const statesSeen: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    stripe = await startStripeStandIn({ secretKey: STRIPE_KEY, control: true });
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    app = await openDemoApp(
      {
        DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: STRIPE_KEY, STRIPE_API_URL: stripe.url,
        STRIPE_WEBHOOK_SECRET: 'whsec_demo',
      },
      new MovableClock(end),
    );
    statesSeen.push(await readNetworkState(database.appUrl));
    await seedDemo(app, end, new StripeControl(stripe.url), (line) => lines.push(line));
  }, 300_000);

  afterAll(async () => {
    await app.context.close();
    await owner.end();
    await stripe.stop();
    await database.drop();
  });

  async function valuesOf(table: string, column: string): Promise<string[]> {
    const { rows } = await owner.query<{ value: string }>(`SELECT DISTINCT ${column}::text AS value FROM ${table} WHERE ${column} IS NOT NULL ORDER BY 1`);
    return rows.map((row) => row.value);
  }

  async function count(sql: string): Promise<number> {
    const { rows } = await owner.query<{ found: string }>(`SELECT count(*) AS found FROM ${sql}`);
    return Number(rows[0]?.found);
  }

  it('keeps every invariant, at Stripe too', async () => {
    const results = await verifyDatabase(database.ownerUrl, { stripe: { secretKey: STRIPE_KEY, apiUrl: stripe.url } });

    expect(results.filter((result) => result.breaches > 0)).toEqual([]);
    expect(stripe.control.violations()).toEqual([]);
  });

  it.each(STATES)('shows every %s.%s', async (table, column, states) => {
    expect(await valuesOf(table, column)).toEqual(expect.arrayContaining([...states]));
  });

  it('shows several reasons of filtered clicks, of held and of rejected conversions', async () => {
    expect((await valuesOf('click', 'reason')).length).toBeGreaterThanOrEqual(2);
    expect((await valuesOf('conversion', 'reason')).length).toBeGreaterThanOrEqual(7);
    expect(await valuesOf('conversion', 'reason')).toEqual(expect.arrayContaining(['filtered_click', 'offer_paused', 'out_of_window', 'over_cap']));
  });

  it('has a partly reversed conversion, and a reversal carried forward after its commission was paid', async () => {
    expect(await count(`conversion WHERE status = 'approved' AND reversed_minor > 0`)).toBeGreaterThan(0);
    expect(await count(`commission WHERE status = 'paid' AND carried_minor > 0`)).toBeGreaterThan(0);
  });

  it('is as large as a small network', async () => {
    expect(await count('affiliate')).toBe(25);
    expect(await count('advertiser')).toBe(3);
    expect(await count('offer')).toBe(8);
    expect(await count('click')).toBeGreaterThan(2_000);
    expect(await count('conversion')).toBeGreaterThan(250);
    expect(await count('offer_terms WHERE version = 2')).toBe(1);
  });

  it('lets nothing happen in the future', async () => {
    const instants = [
      ['click', 'fairlead_click_time(id)'], ['conversion', 'occurred_at'], ['conversion_history', 'changed_at'], ['commission_history', 'changed_at'], ['journal', 'posted_at'],
      ['payout_history', 'changed_at'], ['audit_event', 'occurred_at'],
    ];
    for (const [table, column] of instants) expect([table, await count(`${table} WHERE ${column} > '${end.toISOString()}'`)]).toEqual([table, 0]);
  });

  it('is made once, and not taken for complete when it was interrupted', async () => {
    statesSeen.push(await readNetworkState(database.appUrl));
    await owner.query(`BEGIN; SET LOCAL session_replication_role = 'replica'; UPDATE audit_event SET action = 'demo.interrupted' WHERE action = 'demo.seeded'; COMMIT`);
    statesSeen.push(await readNetworkState(database.appUrl));

    expect(statesSeen).toEqual(['empty', 'in_use', 'half_seeded']);
  });

  it('leaves no event behind', async () => {
    expect(await count(`outbox_event WHERE published_at IS NULL`)).toBe(0);
    expect(await count(`inbox_event WHERE state <> 'done'`)).toBe(0);
  });

  it('gives the two main logins something to look at, and the advertiser money for more', async () => {
    const mine = `JOIN user_account u ON u.organization_id = `;
    expect(await count(`conversion c ${mine} c.affiliate_id WHERE u.email = 'affiliate@demo.fairlead.test'`)).toBeGreaterThan(20);
    expect(await count(`conversion c ${mine} c.advertiser_id WHERE u.email = 'advertiser@demo.fairlead.test'`)).toBeGreaterThan(60);
    expect(await count(`payout p ${mine} p.affiliate_id WHERE u.email = 'affiliate@demo.fairlead.test' AND p.status = 'transferred'`)).toBeGreaterThan(0);
    expect(await count(`payout_destination d ${mine} d.affiliate_id WHERE u.email = 'affiliate@demo.fairlead.test' AND d.status = 'active'`)).toBe(1);
    const { rows } = await owner.query<{ funds: string }>(
      `SELECT sum(p.amount_minor) AS funds FROM posting p JOIN ledger_account a ON a.id = p.account_id JOIN user_account u ON u.organization_id = a.advertiser_id
       WHERE u.email = 'advertiser@demo.fairlead.test' AND a.kind = 'advertiser_funds' AND a.currency = 'USD'`,
    );
    expect(Number(rows[0]?.funds)).toBeGreaterThan(1_000_000);
  });
});
