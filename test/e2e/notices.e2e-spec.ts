import { decodeId, systemContext } from '@fairlead/kernel';
import { Outbox, UnitOfWork } from '@fairlead/platform';
import { TRACKING_DOMAIN_LAPSED } from '@fairlead/tracking/contracts';
import { buy, joinShop, openShop, payBatch, submitBatch } from '../support/earned-payout';
import { type Account, type ApiClient, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;

beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network?.close());

const noticesOf = async (client: ApiClient): Promise<any[]> => (await client.get('/notices')).data;
const unseen = async (client: ApiClient): Promise<number> => (await client.get('/notices/unseen')).count;

/** An offer that a person decides on, and an affiliate's application to it. */
async function applied(): Promise<{ advertiser: Account; affiliate: Account; offer: { id: string }; application: { id: string } }> {
  const [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate', { name: 'Trail Notes' })];
  const offer = await advertiser.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'approval', hold_days: 0 });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  const application = await affiliate.client.post(`/offers/${offer.id}/applications`);
  await network.settle();
  return { advertiser, affiliate, offer, application };
}

describe('notices of applications', () => {
  it('tell the advertiser who asks, and the affiliate what was decided', async () => {
    const { advertiser, affiliate, offer, application } = await applied();
    expect(await noticesOf(advertiser.client)).toEqual([expect.objectContaining({ kind: 'application_received', subject: application.id, offer: 'Boots', affiliate: 'Trail Notes', seen: false })]);
    expect(await noticesOf(affiliate.client)).toEqual([]);

    await advertiser.client.post(`/applications/${application.id}/reject`, { reason: 'No coupon sites' });
    await network.settle();

    expect(await noticesOf(affiliate.client)).toEqual([expect.objectContaining({ kind: 'application_decided', subject: offer.id, offer: 'Boots', approved: false, reason: 'No coupon sites', amount: null })]);
  });

  it('are not written for a public offer, which nobody decides on', async () => {
    const [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate')];
    const offer = await advertiser.client.post('/offers', { name: 'Open', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'public' });
    await advertiser.client.post(`/offers/${offer.id}/publish`);
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    await network.settle();

    expect([await noticesOf(advertiser.client), await noticesOf(affiliate.client)]).toEqual([[], []]);
  });
});

describe('what was seen', () => {
  it('is remembered for each person and organization, and does not go back', async () => {
    const [{ advertiser: one, application }, { advertiser: other }] = [await applied(), await applied()];
    await one.client.post(`/applications/${application.id}/approve`);
    const affiliate = await network.signUp('affiliate', { name: 'Second' });
    const [offer] = (await one.client.get('/offers')).data;
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    await network.settle();
    const [newest, oldest] = await noticesOf(one.client);
    expect(await unseen(one.client)).toBe(2);

    await one.client.call('PUT', '/notices/seen', { through: newest.id });
    await one.client.call('PUT', '/notices/seen', { through: oldest.id });

    expect(await unseen(one.client)).toBe(0);
    expect((await noticesOf(one.client)).map(({ seen }) => seen)).toEqual([true, true]);
    expect(await unseen(other.client)).toBe(1);
  });

  it('is refused for what is no notice', async () => {
    const advertiser = await network.signUp('advertiser');
    expect(await advertiser.client.call('PUT', '/notices/seen', { through: advertiser.id })).toMatchObject({ status: 400, body: { code: 'request.invalid_id' } });
  });
});

describe('notices of payouts', () => {
  it('tell finance of a batch to approve, the affiliate of money on its way, and both of a failure', async () => {
    const shop = await openShop(network);
    const { affiliate, account, code } = await joinShop(network, shop);
    await buy(network, shop, code, 'N-1');
    const batch = await submitBatch(network);
    await network.settle();
    const submitted = expect.objectContaining({ kind: 'batch_submitted', subject: batch.id, amount: { amount: 1250, currency: 'USD' }, payouts: 1 });
    expect([await noticesOf(network.finance2), await noticesOf(network.admin), await noticesOf(affiliate.client)]).toEqual([[submitted], [submitted], []]);

    network.stripe.control.scriptAccount(account, 'restrict', { reason: 'requirements.past_due' });
    await payBatch(network, batch);
    const failed = expect.objectContaining({ kind: 'payout_failed', amount: { amount: 1250, currency: 'USD' }, reason: expect.any(String) });
    expect([await noticesOf(network.finance2), await noticesOf(affiliate.client)]).toEqual([[failed, submitted], [failed]]);

    network.stripe.control.scriptAccount(account, 'enable');
    await affiliate.client.post('/payout-destinations/current/refresh');
    await network.finance2.post(`/payout-batches/${batch.id}/retry-failed`);
    await network.runTask('payouts.send-due');

    const [payout] = (await affiliate.client.get('/payouts')).data;
    expect((await noticesOf(affiliate.client))[0]).toMatchObject({ kind: 'payout_sent', subject: payout.id, amount: { amount: 1250, currency: 'USD' } });
    expect(await noticesOf(network.finance2)).toHaveLength(2);
  });
});

describe('notices of what breaks', () => {
  it('tell an advertiser of refused reports, once a day', async () => {
    const advertiser = await network.signUp('advertiser');
    for (let call = 0; call < 6; call += 1) await network.tracker.postback({ advertiser: advertiser.id, token: 'fl_wrong', click_id: 'x', order_id: `R-${call}`, amount: '1.00', currency: 'USD' });
    await network.settle();

    await network.runTask('notifications.warn-of-refused-postbacks');
    await network.runTask('notifications.warn-of-refused-postbacks');

    expect(await noticesOf(advertiser.client)).toEqual([expect.objectContaining({ kind: 'postbacks_refused', subject: null, calls: 6 })]);
  });

  it('tell the owner of a tracking domain that lapsed', async () => {
    const [owner, stranger] = [await network.signUp('advertiser'), await network.signUp('advertiser')];
    const domain = await owner.client.post('/tracking-domains', { host: 'go.brand.example' });
    const id = decodeId('trackingDomain', domain.id) ?? '';
    await network.api.get(UnitOfWork, { strict: false }).run(systemContext('test'), (tx) => network.api.get(Outbox, { strict: false }).append(tx, { type: TRACKING_DOMAIN_LAPSED, aggregateId: id, payload: { domainId: id, host: domain.host } }));
    await network.settle();

    expect(await noticesOf(owner.client)).toEqual([expect.objectContaining({ kind: 'domain_lapsed', subject: domain.id, host: 'go.brand.example' })]);
    expect(await noticesOf(stranger.client)).toEqual([]);
  });
});

describe('old notices', () => {
  it('go after 90 days', async () => {
    const { advertiser } = await applied();
    await network.sql(`UPDATE notice SET created_at = now() - interval '89 days' WHERE organization_id = $1`, [decodeId('advertiser', advertiser.id)]);
    await network.runTask('notifications.remove-old-notices');
    expect(await noticesOf(advertiser.client)).toHaveLength(1);

    await network.sql(`UPDATE notice SET created_at = now() - interval '91 days' WHERE organization_id = $1`, [decodeId('advertiser', advertiser.id)]);
    await network.runTask('notifications.remove-old-notices');

    expect(await noticesOf(advertiser.client)).toEqual([]);
  });
});
