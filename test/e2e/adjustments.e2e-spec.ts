import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;

beforeAll(async () => {
  network = await startNetwork();
  advertiser = await network.signUp('advertiser');
  affiliate = await network.signUp('affiliate');
});

afterAll(() => network?.close());

const wanted = (change: object = {}): object => ({
  advertiser_id: advertiser.id, direction: 'credit', amount: 2_500, currency: 'EUR', counter_account: 'network_margin', reason: 'Sorry for the outage of 3 March', ...change,
});
const request = (change: object = {}) => network.finance.post('/adjustments', wanted(change));
const adjusted = (id: string) => network.sql<{ account: string; minor: number }>(
  `SELECT a.code AS account, sum(p.amount_minor)::int AS minor FROM journal j JOIN posting p ON p.journal_id = j.id JOIN ledger_account a ON a.id = p.account_id
   WHERE j.kind = 'adjustment' AND j.source_id = (SELECT d.id FROM adjustment d WHERE d.reason = $1) GROUP BY a.code HAVING sum(p.amount_minor) <> 0 ORDER BY a.code`, [id],
);

describe('an adjustment', () => {
  it('does nothing until another person approves it', async () => {
    const adjustment = await request({ reason: 'waits' });

    expect(adjustment).toMatchObject({ status: 'requested', amount: { amount: 2_500, currency: 'EUR' }, decided_by: null, journal_id: null });
    expect((await advertiser.client.get('/balances')).data).toEqual([]);
    expect((await advertiser.client.get('/adjustments')).data).toEqual([]);
    await expect(advertiser.client.get(`/adjustments/${adjustment.id}`)).rejects.toMatchObject({ code: 'adjustment.not_found' });
    await expect(network.finance.post(`/adjustments/${adjustment.id}/approve`)).rejects.toMatchObject({ status: 403, code: 'adjustment.approver_is_requester' });
  });

  it('is posted with its approval, once, and its owner reads why', async () => {
    const adjustment = await request({ reason: 'once' });
    const approve = `/adjustments/${adjustment.id}/approve`;
    expect(await network.finance2.call('POST', approve, undefined, { idempotencyKey: null })).toMatchObject({ status: 400, body: { code: 'idempotency_key_required' } });
    const [first, second] = await Promise.all([network.finance2.call('POST', approve), network.finance2.call('POST', approve)]);
    const again = await network.finance2.call('POST', approve);

    expect([first.status, second.status].sort()).toEqual([200, 409]);
    expect(again).toMatchObject({ status: 409, body: { code: 'adjustment.illegal_transition' } });
    expect(await adjusted('once')).toEqual([
      { account: expect.stringMatching(/^advertiser:.*:funds:EUR$/), minor: 2_500 }, { account: 'network:margin:EUR', minor: -2_500 },
    ]);
    expect(await network.finance.get(`/adjustments/${adjustment.id}`)).toMatchObject({
      status: 'approved', journal_id: expect.stringMatching(/^jrn_/), history: [{ to: 'requested' }, { from: 'requested', to: 'approved' }],
    });
    expect((await advertiser.client.get('/balances')).data).toEqual([{ currency: 'EUR', funds: 2_500, reserved: 0 }]);
    expect((await advertiser.client.get('/adjustments')).data).toEqual([expect.objectContaining({
      id: adjustment.id, reason: 'once', amount: { amount: 2_500, currency: 'EUR' }, counter_account: null, requested_by: null, decided_by: null, journal_id: null,
    })]);
    expect((await affiliate.client.get('/adjustments')).data).toEqual([]);
  });

  it('takes from an affiliate’s payable balance, and stays on the adjustment account when that is the other side', async () => {
    const adjustment = await request({ advertiser_id: undefined, affiliate_id: affiliate.id, direction: 'debit', amount: 700, counter_account: 'adjustment', reason: 'debit' });
    await network.finance2.post(`/adjustments/${adjustment.id}/approve`);

    expect(await adjusted('debit')).toEqual([{ account: expect.stringMatching(/^affiliate:.*:payable:EUR$/), minor: -700 }, { account: 'network:adjustment:EUR', minor: 700 }]);
    expect((await affiliate.client.get('/balances')).data).toEqual([expect.objectContaining({ payable: -700 })]);
    expect((await affiliate.client.get('/adjustments')).data).toEqual([expect.objectContaining({ amount: { amount: -700, currency: 'EUR' }, reason: 'debit' })]);
  });

  it('is rejected with a reason that finance reads, by anybody of finance', async () => {
    const [one, own] = [await request({ reason: 'not this' }), await request({ reason: 'taken back' })];
    await network.finance2.post(`/adjustments/${one.id}/reject`, { reason: 'The outage was theirs' });
    await network.finance.post(`/adjustments/${own.id}/reject`, { reason: 'Wrong account' });

    expect(await network.admin.get(`/adjustments/${one.id}`)).toMatchObject({ status: 'rejected', history: [{ to: 'requested' }, { to: 'rejected', reason: 'The outage was theirs' }] });
    await expect(network.finance2.post(`/adjustments/${one.id}/approve`)).rejects.toMatchObject({ code: 'adjustment.illegal_transition' });
    expect(await adjusted('not this')).toEqual([]);
    expect((await network.finance.get('/adjustments', { query: { status: 'rejected' } })).data.map((row: { id: string }) => row.id)).toEqual([own.id, one.id]);
  });

  it.each<[string, object, number, string]>([
    ['nobody', { advertiser_id: undefined }, 422, 'adjustment.account_unclear'],
    ['two accounts', { affiliate_id: 'aff_01jd0000000000000000000000' }, 422, 'adjustment.account_unclear'],
    ['an unknown advertiser', { advertiser_id: 'adv_01jd0000000000000000000000' }, 404, 'advertiser.not_found'],
    ['nothing', { amount: 0 }, 400, 'validation_failed'],
    ['no reason', { reason: '  ' }, 400, 'validation_failed'],
    ['another account of the network', { counter_account: 'advertiser_funds' }, 400, 'validation_failed'],
  ])('is refused for %s', async (_what, change, status, code) => {
    expect(await network.finance.call('POST', '/adjustments', wanted(change))).toMatchObject({ status, body: { code } });
  });

  it('is asked for and decided by finance alone', async () => {
    const { id } = await request({ reason: 'roles' });
    for (const client of [network.admin, advertiser.client, affiliate.client]) {
      expect(await client.call('POST', '/adjustments', wanted())).toMatchObject({ status: 403 });
      expect(await client.call('POST', `/adjustments/${id}/approve`)).toMatchObject({ status: 403 });
    }
  });

  it('is held to two persons by the database, whoever writes', async () => {
    const change = `UPDATE adjustment SET status = 'approved', decided_at = now(), journal_id = (SELECT id FROM journal LIMIT 1)`;
    await expect(network.sql(`${change}, decided_by = requested_by WHERE reason = 'waits'`)).rejects.toMatchObject({ constraint: 'ck_adjustment_four_eyes' });
    await expect(network.sql(`${change} WHERE reason = 'waits'`)).rejects.toMatchObject({ constraint: 'ck_adjustment_decision' });
    await expect(network.sql(`UPDATE adjustment SET journal_id = NULL WHERE reason = 'once'`)).rejects.toMatchObject({ constraint: 'ck_adjustment_posted' });
  });

  it('is in the audit log with its people', async () => {
    const actions = (await network.admin.get('/audit-events', { query: { action: 'adjustment.approved' } })).data;
    expect(actions[0]).toMatchObject({ action: 'adjustment.approved', subject_type: 'adjustment' });
  });
});
