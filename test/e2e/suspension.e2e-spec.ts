import { eventually } from '../support/eventually';
import { mailTo } from '../support/mailbox';
import { type Account, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let offerId: string;
let code: string;

beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network?.close());

beforeEach(async () => {
  [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate')];
  const offer = await advertiser.client.post('/offers', {
    name: 'Suspended', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'public', hold_days: 0,
  });
  offerId = offer.id;
  await advertiser.client.post(`/offers/${offerId}/publish`);
  await affiliate.client.post(`/offers/${offerId}/applications`);
  code = (await affiliate.client.post('/links', { offer_id: offerId })).code;
  await leadsTo(true);
});

const outcome = ({ status, body }: { status: number; body: { code?: string } | null }) => [status, body?.code];
const login = (email: string) => network.anonymous.call('POST', '/auth/login', { email, password: PASSWORD });
const suspend = (path: string, reason = 'Bought traffic') => network.admin.call('POST', `${path}/suspend`, { reason });

/** Waits until the tracker redirects the link to the shop, or no longer does. */
async function leadsTo(shop: boolean): Promise<void> {
  await eventually(async () => ((await network.tracker.visit(code)).status === 302) === shop);
}

describe('a suspended affiliate', () => {
  it('is shut out and told why; its links lead nowhere; what it brought is held, not lost', async () => {
    const { clickId } = await network.tracker.visit(code);
    await network.settle();
    expect(outcome(await suspend(`/affiliates/${affiliate.id}`))).toEqual([204, undefined]);

    expect([(await affiliate.client.call('GET', '/me')).status, outcome(await login(affiliate.email))]).toEqual([401, [403, 'auth.organization_suspended']]);
    expect((await login(affiliate.email)).body.reason).toBe('Bought traffic');
    expect((await network.admin.get('/affiliates')).data.find((one: { id: string }) => one.id === affiliate.id)).toMatchObject({
      status: 'suspended', suspended_reason: 'Bought traffic', suspended_at: expect.any(String),
    });
    await leadsTo(false);
    expect(await advertiser.client.post('/conversions', { click_id: clickId, order_id: 'S-1', amount: 8000 })).toMatchObject({ status: 'held', reason: 'affiliate_suspended' });
    expect((await network.admin.get('/audit-events', { query: { action: 'organization.suspended' } })).data[0]).toMatchObject({ details: { reason: 'Bought traffic' } });
  });

  it('comes back whole', async () => {
    await suspend(`/affiliates/${affiliate.id}`);
    await leadsTo(false);
    expect(outcome(await suspend(`/affiliates/${affiliate.id}`))).toEqual([409, 'organization.suspended_already']);
    await network.admin.post(`/affiliates/${affiliate.id}/reactivate`, { reason: 'A mistake of ours' });

    expect([(await login(affiliate.email)).status, outcome(await network.admin.call('POST', `/affiliates/${affiliate.id}/reactivate`, { reason: 'again' }))]).toEqual([200, [409, 'organization.not_suspended']]);
    const back = await network.signIn(affiliate.email);
    expect((await back.get('/audit-events')).data.map((one: { action: string }) => one.action)).toEqual(expect.arrayContaining(['organization.suspended', 'organization.reactivated']));
    await leadsTo(true);
    const { clickId } = await network.tracker.visit(code);
    await network.settle();
    expect((await advertiser.client.post('/conversions', { click_id: clickId, order_id: 'S-2', amount: 8000 })).status).toBe('approved');
  });

  it('is left out of payout batches, with the reason', async () => {
    const { clickId } = await network.tracker.visit(code);
    await network.settle();
    await network.finance.post('/fundings', { advertiser_id: advertiser.id, amount: 100_000, currency: 'USD', reference: `wire ${advertiser.id}` });
    await advertiser.client.post('/conversions', { click_id: clickId, order_id: 'S-3', amount: 8000 });
    await network.settle();
    await network.runTask('commissions.release-due');
    await suspend(`/affiliates/${affiliate.id}`);

    const answer = await network.finance.call('POST', '/payout-batches', { currency: 'USD' });

    expect([...outcome(answer), answer.body.excluded]).toEqual([409, 'batch.nothing_payable', [{ reason: 'affiliate_suspended', amount: 800 }]]);
  });
});

describe('a suspended advertiser', () => {
  it('is shut out, its offers take no traffic and its postbacks are refused', async () => {
    const { token } = await advertiser.client.post('/postback-credentials');
    const { clickId } = await network.tracker.visit(code);
    await network.settle();
    await suspend(`/advertisers/${advertiser.id}`, 'Unpaid invoices');

    expect([(await advertiser.client.call('GET', '/me')).status, outcome(await login(advertiser.email))]).toEqual([401, [403, 'auth.organization_suspended']]);
    await leadsTo(false);
    const postback = await network.tracker.postback({ advertiser: advertiser.id, token, click_id: clickId ?? '', order_id: 'S-4', amount: '80.00', currency: 'USD' });
    expect([postback.status, postback.body.code]).toEqual([401, 'postback.unauthenticated']);
  });
});

describe('an advertiser whose postbacks prove nothing', () => {
  it('is warned by mail, once a day', async () => {
    for (let call = 0; call < 5; call += 1) await network.tracker.postback({ advertiser: advertiser.id, token: 'flt_revoked', click_id: 'x', order_id: `R-${call}`, amount: '1.00', currency: 'USD' });
    await network.runTask('notifications.warn-of-refused-postbacks');
    await network.runTask('notifications.warn-of-refused-postbacks');

    const { data } = await network.admin.get('/mails', { query: { to: advertiser.email } });
    expect(data.filter((one: { template: string }) => one.template === 'postbacks_refused')).toHaveLength(1);
    expect((await mailTo(network, advertiser.email, 'postbacks_refused')).text).toContain('within the last hour 5 calls');
  });
});

describe('suspending', () => {
  it('is for administrators, with a reason, and of those who are there', async () => {
    expect((await network.finance.call('POST', `/affiliates/${affiliate.id}/suspend`, { reason: 'because' })).status).toBe(403);
    expect((await network.admin.call('POST', `/affiliates/${affiliate.id}/suspend`, {})).status).toBe(400);
    expect(outcome(await suspend('/affiliates/aff_01jd0000000000000000000000'))).toEqual([404, 'affiliate.not_found']);
    expect(outcome(await suspend(`/advertisers/${affiliate.id.replace('aff_', 'adv_')}`))).toEqual([404, 'advertiser.not_found']);
  });
});
