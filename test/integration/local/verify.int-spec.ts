import { systemContext } from '@fairlead/kernel';
import { applicationDataSourceOptions, SealChain, Tx } from '@fairlead/platform';
import { DataSource, type QueryRunner } from 'typeorm';
import { formatResults, summarize } from '../../../apps/local/src/verify/format-results';
import { allInvariants, SQL_INVARIANTS } from '../../../apps/local/src/verify/invariants';
import { verifyDatabase } from '../../../apps/local/src/verify/verify-database';
import { NetworkInProcess } from '../../support/network-in-process';

/** One breach of each invariant, by its title: statements that only a superuser past every trigger can run. */
const BREACHES: Record<string, string> = {
  'Postings of a journal sum to zero per currency': `UPDATE posting SET amount_minor = amount_minor + 1 WHERE id = (SELECT id FROM posting ORDER BY id LIMIT 1)`,
  'All accounts of a currency sum to zero': `UPDATE posting SET amount_minor = amount_minor + 1 WHERE id = (SELECT id FROM posting ORDER BY id LIMIT 1)`,
  'Journals have the postings that they state, on accounts of their currency': `UPDATE journal SET posting_count = 7 WHERE id = (SELECT id FROM journal ORDER BY id LIMIT 1)`,
  'Money received is in the books, once': `UPDATE funding SET amount_minor = amount_minor + 1`,
  'An approved adjustment is in the books once, any other and no adjustment never': `UPDATE adjustment SET amount_minor = amount_minor + 1`,
  'A click is stored once': `INSERT INTO click SELECT (jsonb_populate_record(k, jsonb_build_object('id', overlay(k.id::text placing '0000' from 20 for 4)))).* FROM click k LIMIT 1`,
  'A click belongs to its link, and to terms that were in force': `UPDATE click_route SET affiliate_id = gen_random_uuid()`,
  'The hourly rollup has every click once': `UPDATE click_hour SET clicks = clicks + 1`,
  'A conversion was accepted once, or refused': `DELETE FROM inbound_event WHERE outcome = 'accepted'`,
  'An acknowledged report has its conversion': `UPDATE inbound_event SET conversion_id = gen_random_uuid()`,
  'An order has one conversion per advertiser and goal':
    `ALTER TABLE conversion DROP CONSTRAINT uq_conversion_advertiser_id_goal_order_id_superseded_by; UPDATE conversion SET order_id = 'the same'`,
  'One live commission per conversion, goal and affiliate':
    `ALTER TABLE commission DROP CONSTRAINT uq_commission_conversion_id_goal_affiliate_id;
     INSERT INTO commission SELECT (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid()))).* FROM commission m LIMIT 1`,
  'A commission has the facts of its conversion': `UPDATE commission SET goal = 'other'`,
  'A conversion traces to one click or code, one affiliate, one advertiser, one version of terms': `UPDATE conversion SET click_id = 'ffffffff-ffff-7fff-bfff-ffffffffffff'`,
  'A conversion that was not refused has its commission, in a state that fits': `DELETE FROM commission WHERE status = 'pending'`,
  'The history of a conversion leads to its present state': `DELETE FROM conversion_history WHERE to_status = 'approved'`,
  'The history of a commission leads to its present state': `DELETE FROM commission_history WHERE to_status = 'payable'`,
  'The history of a payout leads to its present state': `UPDATE payout_history SET to_status = 'failed' WHERE payout_id IS NOT NULL AND to_status = 'transferred'`,
  'The history of an adjustment leads to its present state': `DELETE FROM adjustment_history WHERE to_status = 'approved'`,
  'The history of a batch leads to its present state': `DELETE FROM payout_history WHERE payout_id IS NULL AND to_status = 'settled'`,
  'A commission, reversal or adjustment is in at most one live payout':
    `DROP INDEX uq_payout_line_commission, uq_payout_line_adjustment; INSERT INTO payout_line SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).* FROM payout_line l`,
  'Lines sum to the payout, payouts to the batch': `UPDATE payout_line SET amount_minor = amount_minor + 1`,
  'A line has the affiliate, the currency and the sum of what it pays': `UPDATE payout SET currency = 'EUR'`,
  'A commission is paid or in a payout exactly while a payout has it': `UPDATE commission SET status = 'payable' WHERE status = 'paid'`,
  'A transferred payout has one successful attempt of its sum, and its transfer in the books': `UPDATE payout_attempt SET amount_minor = amount_minor + 1`,
  'What is in transit is what is being sent': `UPDATE payout SET status = 'sending', transfer_id = NULL`,
  'No payout left without the approval of its digest by another person':
    `ALTER TABLE payout_batch DROP CONSTRAINT ck_payout_batch_four_eyes; UPDATE payout_batch SET approved_by = prepared_by`,
  'The approval of a batch is in the audit log, in the approver’s name': `DELETE FROM audit_event WHERE action = 'batch.approved'`,
  'An adjustment was approved by another person, whose name is in the audit log':
    `ALTER TABLE adjustment DROP CONSTRAINT ck_adjustment_four_eyes; UPDATE adjustment SET decided_by = requested_by`,
  'Reversals of a conversion add up and never exceed it': `UPDATE conversion SET reversed_minor = reversed_minor + 1 WHERE reversed_minor > 0`,
  'Reversals of a commission add up and never exceed it': `UPDATE commission SET reversed_minor = reversed_minor + 1 WHERE reversed_minor > 0`,
  'Every reversal of a conversion reached its commission': `DELETE FROM commission_reversal`,
  'The books hold what remains of every commission, its margin and its reserve': `UPDATE commission SET margin_minor = margin_minor + 1`,
  'What an affiliate has and was paid is what remains of its commissions and adjustments': `UPDATE payout SET amount_minor = amount_minor + 1`,
  'Every table is under forced row-level security, and the application owns none': `ALTER TABLE click NO FORCE ROW LEVEL SECURITY`,
  'A commission computed again from its sale and terms is the same integer': `UPDATE offer_terms SET commission_rate_bps = commission_rate_bps + 1`,
  'A reversal’s share computed again from the running total is the same integer': `UPDATE commission_reversal SET amount_minor = amount_minor + 1`,
  'Transfers at Stripe and transferred payouts match one to one': `UPDATE payout SET transfer_id = 'tr_another'`,
  'The digest of a batch computed again from its payouts and lines is the same': `UPDATE payout SET stripe_account_id = 'acct_thief'`,
  'A tenant sees no row of another, and nobody sees any without a scope': `CREATE POLICY careless ON click USING (true)`,
  'The hash chain of the ledger verifies from the first journal': `UPDATE journal SET memo = 'something else' WHERE id = (SELECT id FROM journal ORDER BY id LIMIT 1)`,
  'The hash chain of the audit log verifies from the first entry': `UPDATE audit_event SET actor = 'system:nobody' WHERE id = (SELECT id FROM audit_event ORDER BY id LIMIT 1)`,
};

describe('verify', () => {
  let network: NetworkInProcess;
  let owner: DataSource;
  let runner: QueryRunner;
  const stripe = (): { secretKey: string; apiUrl: string } => ({ secretKey: 'sk_test_scenario', apiUrl: network.stripe.url });

  beforeAll(async () => {
    network = await NetworkInProcess.start();
    await tellAStory(network);
    owner = await new DataSource({ ...applicationDataSourceOptions(network.database.ownerUrl, 1), entities: [] }).initialize();
  });

  afterAll(async () => {
    await owner.destroy();
    await network.close();
  });

  beforeEach(async () => {
    runner = owner.createQueryRunner();
    await runner.startTransaction('REPEATABLE READ');
    await runner.query(`SET LOCAL session_replication_role = 'replica'`);
  });

  afterEach(async () => {
    await runner.rollbackTransaction();
    await runner.release();
  });

  it('finds a sound network sound, and has looked at something for each invariant', async () => {
    const results = await verifyDatabase(network.database.ownerUrl, { stripe: stripe() });

    expect(results.flatMap((result) => result.samples)).toEqual([]);
    expect(results.filter((result) => result.checked === 0).map((result) => result.title)).toEqual([]);
    expect(new Set(results.map((result) => result.number))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    expect(summarize(results)).toBe(`All ${results.length} checks hold.`);
  });

  it('has a breach planted for every invariant, below', () => {
    expect(Object.keys(BREACHES).sort()).toEqual(allInvariants(null).map((invariant) => invariant.title).sort());
    expect(SQL_INVARIANTS.length).toBeGreaterThan(20);
  });

  it.each(Object.entries(BREACHES))('finds a breach of: %s', async (title, breach) => {
    const invariant = allInvariants(stripe()).find((candidate) => candidate.title === title);
    await runner.query(breach);

    const finding = await invariant?.check(new Tx(runner.manager, systemContext('test'), new Date()));

    expect(finding?.breaches).toBeGreaterThan(0);
    expect(finding?.samples[0]).toMatch(/\w/);
  });

  it('says so when it cannot look at Stripe', async () => {
    const results = await verifyDatabase(network.database.ownerUrl);

    expect(results.filter((result) => result.note).map((result) => result.title)).toEqual(['Transfers at Stripe and transferred payouts match one to one']);
    expect(formatResults(results)).toContain('no Stripe at hand');
  });

  it('does not take work on its way for lost', async () => {
    await runner.query(`DELETE FROM commission WHERE status = 'pending'`);
    await runner.query(`UPDATE inbox_event SET state = 'due'`);
    const fitting = allInvariants(null).find((invariant) => invariant.title.startsWith('A conversion that was not refused has its commission'));

    const finding = await fitting?.check(new Tx(runner.manager, systemContext('test'), new Date()));

    expect(finding?.breaches).toBe(0);
  });
});

/** Something for every invariant to look at: paid and partly refunded after, in hold, and waiting for approval; both chains sealed. */
async function tellAStory(network: NetworkInProcess): Promise<void> {
  const [advertiser, affiliate, finance, finance2] = [
    await network.person('advertiser'), await network.person('affiliate'), await network.person('finance'), await network.person('finance'),
  ];
  await network.fund(finance, advertiser, 100_000n);
  await network.connectStripe(affiliate);
  const { token } = await network.credentials(advertiser);
  const buy = async (offerId: string, order: string): Promise<string> => {
    const clickId = await network.click(await network.link(affiliate, offerId));
    return network.purchase(advertiser, token, clickId, order, '80.00');
  };
  const paid = await buy(await network.offer(advertiser), 'paid');
  await network.settle();
  await network.adjust(finance, finance2, affiliate, 250n);
  await network.adjust(finance, finance2, advertiser, -100n);
  await network.release(finance, await network.approvedBatch(finance, finance2));
  await network.refund(advertiser, paid, 2_000n);
  await buy(await network.offer(advertiser, { approval: 'manual' }), 'waiting');
  await buy(await network.offer(advertiser, { holdDays: 5 }), 'in hold');
  await network.settle();
  for (const chain of ['ledger', 'audit']) await network.app.get(SealChain).run(chain);
}
