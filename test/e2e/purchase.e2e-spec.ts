import { type Account, type RunningNetwork, signPostback, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let offerId: string;
let link: { id: string; code: string; url: string };
let credentials: { id: string; token: string; secret: string };

beforeAll(async () => {
  network = await startNetwork();
  advertiser = await network.signUp('advertiser');
  affiliate = await network.signUp('affiliate');
  const offer = await advertiser.client.post('/offers', {
    name: 'Shoes', landing_url: 'https://shop.example/?from={affiliate_id}&label={sub1}', currency: 'USD', commission: { type: 'percent', rate_bps: 1250 },
    network_fee_bps: 2000, approval: 'auto', visibility: 'public', hold_days: 7,
  });
  offerId = offer.id;
  await advertiser.client.post(`/offers/${offerId}/publish`);
  await affiliate.client.post(`/offers/${offerId}/applications`);
  link = await affiliate.client.post('/links', { offer_id: offerId, sub1: 'newsletter' });
  credentials = await advertiser.client.post('/postback-credentials');
});

afterAll(() => network?.close());

async function click(): Promise<string> {
  const { clickId } = await network.tracker.visit(link.code);
  if (clickId === null) throw new Error('the click has no id');
  return clickId;
}

describe('a purchase', () => {
  it('leads a visitor to the shop and keeps the click', async () => {
    const visit = await network.tracker.visit(link.code, { query: { sub2: 'footer' } });
    expect(visit.status).toBe(302);
    expect(visit.location?.origin).toBe('https://shop.example');
    expect(visit.location?.searchParams.get('label')).toBe('newsletter');
    expect(visit.location?.searchParams.get('from')).toBe(affiliate.id);
    expect(await affiliate.client.get(`/clicks/${visit.clickId}`)).toMatchObject({
      id: visit.clickId, link_id: link.id, offer_id: offerId, status: 'counted', reason: null, sub1: 'newsletter', sub2: 'footer', device: 'desktop',
    });
  });

  it('redirects HEAD and bots, and records both as filtered', async () => {
    const head = await network.tracker.visit(link.code, { method: 'HEAD' });
    expect(head.status).toBe(302);
    expect(await affiliate.client.get(`/clicks/${head.clickId}`)).toMatchObject({ status: 'filtered', reason: 'head_request' });
    const bot = await network.tracker.visit(link.code, { headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } });
    expect(await affiliate.client.get(`/clicks/${bot.clickId}`)).toMatchObject({ status: 'filtered', reason: 'bot' });
  });

  it('shows the neutral page for a code that nobody has', async () => {
    expect(await network.tracker.visit('nobody-has-this')).toMatchObject({ status: 404, location: null });
  });

  it('turns a postback with a token into a commission that both sides can trace', async () => {
    const clickId = await click();
    const answer = await network.tracker.postback({
      advertiser: advertiser.id, token: credentials.token, click_id: clickId, order_id: 'T-1', amount: '80.04', currency: 'USD', adv1: 'spring',
    });
    expect(answer).toMatchObject({ status: 200, body: { result: 'accepted', status: 'approved' } });
    await network.settle();
    const { data } = await affiliate.client.get('/commissions', { query: { conversion_id: answer.body.conversion_id } });
    // 80.04 × 12.5 % = 10.005: half to even is 10.00, in minor units.
    expect(data).toEqual([expect.objectContaining({ conversion_id: answer.body.conversion_id, status: 'approved', amount: { amount: 1000, currency: 'USD' } })]);
    const seen = await affiliate.client.get(`/commissions/${data[0].id}/trace`);
    expect(seen.arithmetic).toEqual([expect.objectContaining({ of: 'commission', result: '1000' })]);
    const charged = await advertiser.client.get(`/commissions/${data[0].id}/trace`);
    expect(charged.arithmetic).toContainEqual(seen.arithmetic[0]);
    expect(charged.conversion.click.id).toBe(clickId);
    expect(await affiliate.client.get('/balances')).toEqual({ data: [{ currency: 'USD', pending: 1000, payable: 0, in_transit: 0, paid: 0 }] });
    // The charge is the commission and 20 % of it.
    expect(await advertiser.client.get('/balances')).toEqual({ data: [{ currency: 'USD', funds: -1200, reserved: 0 }] });
  });

  it('accepts a signed postback once and answers its replay alike', async () => {
    const clickId = await click();
    const parameters = { advertiser: advertiser.id, click_id: clickId, order_id: 'S 1/ä*', amount: '19.99', currency: 'USD' };
    const signed = signPostback(parameters, credentials.secret, network.clock.now());
    const first = await network.tracker.postback(signed, 'POST');
    expect(first).toMatchObject({ status: 200, body: { result: 'accepted', status: 'approved' } });
    const second = await network.tracker.postback(signed);
    expect(second).toMatchObject({ status: 200, body: { result: 'duplicate', conversion_id: first.body.conversion_id, status: 'approved' } });
    await network.settle();
    const { data } = await affiliate.client.get('/commissions', { query: { conversion_id: first.body.conversion_id } });
    expect(data).toHaveLength(1);
  });

  it('refuses a postback that proves nothing, and says so in the inbound log', async () => {
    const parameters = { advertiser: advertiser.id, click_id: await click(), order_id: 'F-1', amount: '5.00', currency: 'USD' };
    const forged = { ...signPostback(parameters, credentials.secret, network.clock.now()), amount: '500.00' };
    expect(await network.tracker.postback(forged)).toMatchObject({ status: 401, body: { code: 'postback.unauthenticated' } });
    expect(await network.tracker.postback({ ...parameters, token: 'wrong' })).toMatchObject({ status: 401, body: { code: 'postback.unauthenticated' } });
    const { data } = await advertiser.client.get('/inbound-events', { query: { outcome: 'refused' } });
    expect(data).toHaveLength(2);
  });

  it('refuses another purchase under the same order', async () => {
    const parameters = { advertiser: advertiser.id, token: credentials.token, order_id: 'T-1', amount: '99.00', currency: 'USD', click_id: await click() };
    expect(await network.tracker.postback(parameters)).toMatchObject({ status: 409, body: { code: 'conversion.duplicate_order' } });
  });

  it('keeps the books balanced', async () => {
    await network.settle();
    expect(await network.finance.get('/ledger/trial-balance')).toEqual({ data: [expect.objectContaining({ currency: 'USD', difference: 0 })] });
  });

  it('shows an outsider nothing of it', async () => {
    const outsider = await network.signUp('affiliate');
    expect((await outsider.client.get('/commissions')).data).toEqual([]);
    expect((await outsider.client.get('/clicks')).data).toEqual([]);
    expect((await outsider.client.call('GET', `/links/${link.id}`)).status).toBe(404);
    expect(await outsider.client.call('POST', '/offers', {})).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
    expect((await network.anonymous.call('GET', '/commissions')).status).toBe(401);
  });
});
