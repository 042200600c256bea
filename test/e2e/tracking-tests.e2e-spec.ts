import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let advertiser: Account;
let other: Account;
let token: string;
let shop: Server;
let shopUrl: string;

/** `/keeps` goes on with its query, `/loses` without it, `/round` for ever. */
beforeAll(async () => {
  shop = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://shop.test');
    const next = { '/keeps': `/page${search}`, '/loses': '/page', '/round': '/round', '/inside': 'http://user:secret@shop.test/' }[pathname];
    if (next !== undefined) response.writeHead(302, { location: next }).end();
    else response.writeHead(pathname === '/broken' ? 503 : 200).end('a shop');
  });
  await new Promise<void>((resolve) => { shop.listen(0, '127.0.0.1', resolve); });
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  network = await startNetwork({ env: { OUTBOUND_PRIVATE_ADDRESSES: 'allowed' } });
  [advertiser, other] = [await network.signUp('advertiser'), await network.signUp('advertiser')];
  ({ token } = await advertiser.client.post('/postback-credentials'));
});

afterAll(async () => {
  await network?.close();
  await new Promise((resolve) => { shop.close(resolve); });
});

const newTest = async (landing = `${shopUrl}/page`, changes: object = {}): Promise<any> => {
  const offer = await advertiser.client.post('/offers', { name: 'Trial', landing_url: landing, currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'public', hold_days: 0, ...changes });
  return advertiser.client.post('/tracking-tests', { offer_id: offer.id });
};
const postback = (test: { click_id: string }, values: Record<string, string> = {}) => network.tracker.postback({ advertiser: advertiser.id, token, click_id: test.click_id, order_id: 'T-1', amount: '80.00', currency: 'USD', ...values });

describe('a tracking test', () => {
  it('follows a draft’s landing page and a report of the shop’s server, and makes no conversion', async () => {
    const test = await newTest(`${shopUrl}/keeps?from={affiliate_id}`);
    expect(test).toMatchObject({ landing: null, report: null, landing_url: `${shopUrl}/keeps?from=&fl_click=${test.click_id}` });

    expect((await advertiser.client.post(`/tracking-tests/${test.id}/check-landing`)).landing).toMatchObject({ outcome: 'reached', status: 200, redirects: 1, url: `${shopUrl}/page?from=&fl_click=${test.click_id}` });
    expect(await postback(test)).toMatchObject({ status: 200, body: { result: 'test', conversion_id: null, status: 'approved' } });

    expect((await advertiser.client.get(`/tracking-tests/${test.id}`)).report).toMatchObject({ outcome: 'matched', source: 'postback', status: 'approved', reason: null, order_id: 'T-1', goal: 'sale', amount: 8_000 });
    expect((await advertiser.client.get('/conversions')).data).toEqual([]);
    expect((await advertiser.client.get('/inbound-events', { query: { outcome: 'test' } })).data).toMatchObject([{ source: 'postback', code: null, conversion_id: null, parameters: { order_id: 'T-1', token: '[redacted]' } }]);
    await network.settle();
    expect(await network.sql('SELECT count(*)::int AS commissions FROM commission')).toEqual([{ commissions: 0 }]);
  });

  it.each([['/loses', 'click_id_lost', 200], ['/broken', 'error_status', 503], ['/round', 'too_many_redirects', null], ['/inside', 'url_refused', null]])('says what is wrong with a landing page: %s is %s', async (path, outcome, status) => {
    const test = await newTest(`${shopUrl}${path}`);
    expect((await advertiser.client.post(`/tracking-tests/${test.id}/check-landing`)).landing).toMatchObject({ outcome, status });
  });

  it('says that nobody is at home', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => { closed.listen(0, '127.0.0.1', resolve); });
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => { closed.close(resolve); });
    const test = await newTest(`http://127.0.0.1:${port}/`);
    expect((await advertiser.client.post(`/tracking-tests/${test.id}/check-landing`)).landing).toMatchObject({ outcome: 'connection_failed' });
  });

  it.each([[{ currency: 'EUR' }, 'currency_mismatch'], [{ order_id: '' }, 'order_id_missing'], [{ goal: 'lead' }, 'unknown_goal'], [{ amount: '8,00' }, 'amount_malformed']])('refuses what a real report would be refused for: %j', async (values, reason) => {
    const test = await newTest();
    expect(await postback(test, values as Record<string, string>)).toMatchObject({ body: { code: `conversion.${reason}` } });
    expect((await advertiser.client.get(`/tracking-tests/${test.id}`)).report).toMatchObject({ outcome: 'refused', reason, status: null });
  });

  it('sends the report itself where the shop cannot yet', async () => {
    const test = await newTest(undefined, { approval: 'manual' });
    expect((await advertiser.client.post(`/tracking-tests/${test.id}/report`, { order_id: 'T-2', amount: '19.99' })).report).toMatchObject({ outcome: 'matched', source: 'portal', status: 'pending', amount: 1_999 });
  });

  it('is believed with the advertiser’s own proof only', async () => {
    const test = await newTest();
    const stranger = await other.client.post('/postback-credentials');
    expect(await postback(test, { token: 'wrong' })).toMatchObject({ status: 401 });
    expect(await postback(test, { advertiser: other.id, token: stranger.token })).toMatchObject({ body: { code: 'conversion.unknown_click' } });
    expect((await advertiser.client.get(`/tracking-tests/${test.id}`)).report).toBeNull();
  });

  it('tells a caller of the API that no conversion was made', async () => {
    const test = await newTest();
    const answer = await advertiser.client.call('POST', '/conversions', { click_id: test.click_id, order_id: 'T-3', amount: 8_000 });
    expect(answer).toMatchObject({ status: 422, body: { code: 'conversion.test_click', status: 422 } });
    expect((await advertiser.client.get(`/tracking-tests/${test.id}`)).report).toMatchObject({ outcome: 'matched', source: 'api' });
  });

  it('ends', async () => {
    const test = await newTest();
    await network.sql(`UPDATE tracking_test SET created_at = created_at - interval '3 hours', expires_at = expires_at - interval '3 hours' WHERE click_id = (SELECT max(click_id::text)::uuid FROM tracking_test)`);
    expect(await postback(test)).toMatchObject({ status: 422, body: { code: 'conversion.unknown_click' } });
    expect(await advertiser.client.call('POST', `/tracking-tests/${test.id}/check-landing`)).toMatchObject({ status: 409, body: { code: 'tracking_test.ended' } });
  });

  it('is nobody else’s', async () => {
    const test = await newTest();
    expect(await other.client.call('GET', `/tracking-tests/${test.id}`)).toMatchObject({ status: 404, body: { code: 'tracking_test.not_found' } });
    expect(await other.client.call('POST', `/tracking-tests/${test.id}/report`, { order_id: 'T-9', amount: '1.00' })).toMatchObject({ status: 404 });
    expect(await other.client.call('POST', `/tracking-tests/${test.id}/check-landing`)).toMatchObject({ status: 404 });
    expect(await other.client.call('POST', '/tracking-tests', { offer_id: test.offer_id })).toMatchObject({ status: 404, body: { code: 'offer.not_found' } });
  });
});
