import type { components } from '@fairlead/client';
import { eventually } from '../support/eventually';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let offerId: string;
let code: string;
let token: string;
let visitors = 0;

beforeAll(async () => {
  network = await startNetwork({ env: { TRUSTED_HOPS: '1' } });
  advertiser = await network.signUp('advertiser');
  affiliate = await network.signUp('affiliate');
  ({ id: offerId, code } = await offer());
  ({ token } = await advertiser.client.post('/postback-credentials'));
});

afterAll(() => network?.close());

async function offer(): Promise<{ id: string; code: string }> {
  const made = await advertiser.client.post('/offers', { name: 'Shoes', landing_url: 'https://shop.example/land', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'public', hold_days: 0 });
  await advertiser.client.post(`/offers/${made.id}/publish`);
  await affiliate.client.post(`/offers/${made.id}/applications`);
  const link = await affiliate.client.post('/links', { offer_id: made.id });
  expect(await advertiser.client.call('PUT', `/offers/${made.id}/routing`, { takes_browser_reports: true })).toMatchObject({ status: 200 });
  return { id: made.id, code: link.code };
}

/** What the tracker answers a script: a visit has a click, a conversion a result, a refusal a code. */
interface EventAnswer {
  readonly click_id?: string | null;
  readonly result?: string;
  readonly status?: string;
  readonly conversion_id?: string;
  readonly code?: string;
}

async function event(body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: EventAnswer; headers: Headers }> {
  visitors += 1;
  const response = await fetch(`${network.trackerUrl}/t/events`, {
    method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'text/plain', origin: 'https://www.shop.example', 'user-agent': AGENT, 'x-forwarded-for': `8.7.6.${visitors}`, ...headers },
  });
  return { status: response.status, body: (await response.json()) as EventAnswer, headers: response.headers };
}

const visit = (more: object = {}, headers: Record<string, string> = {}): ReturnType<typeof event> =>
  event({ type: 'visit', code, url: `https://www.shop.example/p?fl_link=${code}&sub1=mail&gclid=abc`, referrer: 'https://blog.example/post?x=1', ...more }, headers);

/** Tried until there is one: the tracker learns a little later that an advertiser is active again. */
async function newClick(): Promise<string> {
  const clickId = await eventually(async () =>
    (await network.tracker.visit(code, { headers: { 'user-agent': AGENT, 'x-forwarded-for': `8.6.6.${(visitors += 1)}` } })).clickId ?? false);
  await network.settle();
  return clickId;
}

const conversion = (clickId: string, orderId: string, more: object = {}): ReturnType<typeof event> =>
  event({ type: 'conversion', advertiser: advertiser.id, click_id: clickId, order_id: orderId, amount: '50.00', currency: 'USD', ...more });

const postback = (clickId: string, orderId: string, amount = '50.00'): Promise<any> =>
  fetch(`${network.trackerUrl}/postback?${new URLSearchParams({ advertiser: advertiser.id, token, click_id: clickId, order_id: orderId, amount })}`).then((response) => response.json());

describe('a page that is linked to directly', () => {
  it('gets a click like any other, with its labels', async () => {
    const { status, body, headers } = await visit();
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    await network.settle();
    expect(await affiliate.client.get(`/clicks/${body.click_id}`)).toMatchObject({ status: 'counted', trigger: 'script', sub1: 'mail', referrer: 'https://blog.example/post', evidence: { ad_platform_ids: { gclid: 'abc' } } });
  });

  it('is believed on hosts of the offer only', async () => {
    for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'null']) {
      expect(await visit({}, { origin })).toMatchObject({ status: 422, body: { code: 'event.origin_not_allowed' } });
    }
  });

  it('learns nothing from a code that is no link', async () => {
    expect(await visit({ code: 'nobody-knows' })).toMatchObject({ status: 422, body: { code: 'event.link_unknown' } });
  });

  it('gets no click to earn by while the offer is paused', async () => {
    const other = await offer();
    await advertiser.client.post(`/offers/${other.id}/pause`);
    await network.settle();
    const { status, body } = await visit({ code: other.code });
    expect([status, body.click_id]).toEqual([200, null]);
  });

  it.each([['no JSON', '{'], ['no object', '[]'], ['no type', '{}'], ['no code', '{"type":"visit","url":"https://shop.example"}'], ['no url', '{"type":"visit","code":"x"}']])('is told of %s', async (_what, body) => {
    expect(await event(body)).toMatchObject({ status: 400, body: { code: 'event.malformed' } });
  });

  it('may ask first, as some pages do', async () => {
    const answer = await fetch(`${network.trackerUrl}/t/events`, { method: 'OPTIONS', headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' } });
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-headers')]).toEqual([204, '*', 'content-type']);
  });
});

describe('a conversion that a browser reports', () => {
  it('is held for a person, whatever the offer approves by itself, and is seen by both sides', async () => {
    const clickId = await newClick();
    const { status, body } = await conversion(clickId, 'B-1', { status: 'approved' });
    expect([status, body.result, body.status]).toEqual([200, 'accepted', 'held']);
    for (const side of [advertiser, affiliate]) expect(await side.client.get(`/conversions/${body.conversion_id}`)).toMatchObject({ status: 'held', reason: 'browser_report' });
    expect((await conversion(clickId, 'B-1')).body).toMatchObject({ result: 'duplicate', conversion_id: body.conversion_id });
  });

  it('is worth as much as the server’s report once the server says the same', async () => {
    const clickId = await newClick();
    const { body } = await conversion(clickId, 'B-2');
    expect(await postback(clickId, 'B-2')).toEqual({ result: 'accepted', conversion_id: body.conversion_id, status: 'approved' });
    await network.settle();
    expect(await affiliate.client.get(`/conversions/${body.conversion_id}`)).toMatchObject({ status: 'approved', reason: null });
    expect(await postback(clickId, 'B-2')).toEqual({ result: 'duplicate', conversion_id: body.conversion_id, status: 'approved' });
    expect((await affiliate.client.get('/commissions', { query: { conversion_id: body.conversion_id } })).data).toHaveLength(1);
  });

  it('does not touch what the server reported', async () => {
    const clickId = await newClick();
    const first = await postback(clickId, 'B-3');
    expect((await conversion(clickId, 'B-3')).body).toMatchObject({ result: 'duplicate', conversion_id: first.conversion_id, status: 'approved' });
    expect(await conversion(clickId, 'B-3', { amount: '5000.00' })).toMatchObject({ status: 409, body: { code: 'conversion.duplicate_order' } });
  });

  it('gives way to a server that says otherwise, so that nobody can squat on an order', async () => {
    const [squatter, buyer] = [await newClick(), await newClick()];
    const { body } = await conversion(squatter, 'B-10', { amount: '999.00' });
    const taken = await postback(buyer, 'B-10');
    expect(taken).toMatchObject({ result: 'accepted', status: 'approved' });
    expect(taken.conversion_id).not.toBe(body.conversion_id);
    await network.settle();
    expect(await affiliate.client.get(`/conversions/${body.conversion_id}`)).toMatchObject({ status: 'rejected', reason: 'superseded_by_server' });
    expect(await postback(buyer, 'B-10')).toEqual({ ...taken, result: 'duplicate' });
    expect((await conversion(squatter, 'B-10', { amount: '999.00' })).body.code).toBe('conversion.duplicate_order');
    const { data } = await advertiser.client.get<{ data: components['schemas']['CommissionResponse'][] }>('/commissions', { query: { conversion_id: body.conversion_id } });
    expect(data.map((one) => one.status)).toEqual(['void']);
  });

  it('can be told five times with one click', async () => {
    const clickId = await newClick();
    const codes = [];
    for (let n = 0; n < 7; n += 1) codes.push((await conversion(clickId, `many-${n}`)).status);
    expect(codes).toEqual([200, 200, 200, 200, 200, 422, 422]);
  });

  it('is refused without a click of ours, by a coupon, and where the offer does not take it', async () => {
    const clickId = await newClick();
    expect(await conversion(`clk_${'0'.repeat(60)}`, 'B-4')).toMatchObject({ status: 422, body: { code: 'conversion.unknown_click' } });
    await advertiser.client.call('PUT', `/offers/${offerId}/routing`, { takes_browser_reports: false });
    expect(await conversion(clickId, 'B-5')).toMatchObject({ status: 422, body: { code: 'conversion.browser_reports_off' } });
    await advertiser.client.call('PUT', `/offers/${offerId}/routing`, { takes_browser_reports: true });
  });

  it('cannot be passed off as a server’s, nor a server’s proof be left out', async () => {
    const clickId = await newClick();
    const query = new URLSearchParams({ advertiser: advertiser.id, click_id: clickId, order_id: 'B-6', amount: '1.00', fl_source: 'browser' });
    expect(await (await fetch(`${network.trackerUrl}/postback?${query}`)).json()).toMatchObject({ code: 'postback.unauthenticated' });
  });

  it('is not listened to while the advertiser is suspended', async () => {
    const clickId = await newClick();
    await network.sql(`UPDATE advertiser SET status = 'suspended' WHERE name = (SELECT name FROM organization WHERE id = (SELECT organization_id FROM user_account WHERE email = $1))`, [advertiser.email]);
    expect(await conversion(clickId, 'B-9')).toMatchObject({ status: 401, body: { code: 'postback.unauthenticated' } });
    await network.sql(`UPDATE advertiser SET status = 'active'`);
  });

  it('comes by a pixel too, which is a picture whatever becomes of it', async () => {
    const clickId = await newClick();
    const pixel = async (parameters: Record<string, string>): Promise<Response> => fetch(`${network.trackerUrl}/px.gif?${new URLSearchParams({ advertiser: advertiser.id, ...parameters })}`);
    const good = await pixel({ click_id: clickId, order_id: 'B-7', amount: '10.00' });
    expect([good.status, good.headers.get('content-type'), good.headers.get('x-fairlead-outcome'), good.headers.get('cross-origin-resource-policy')]).toEqual([200, 'image/gif', 'accepted', 'cross-origin']);
    expect(Buffer.from(await good.arrayBuffer()).subarray(0, 6).toString()).toBe('GIF89a');
    const bad = await pixel({ order_id: 'B-8' });
    expect([bad.status, bad.headers.get('x-fairlead-outcome')]).toEqual([200, 'conversion.attribution_missing']);
    const { data } = await advertiser.client.get('/inbound-events');
    expect(data[0]).toMatchObject({ source: 'browser', outcome: 'refused', code: 'attribution_missing' });
  });
});

describe('the script', () => {
  it('is served to every page, with a page to try it on', async () => {
    const script = await fetch(`${network.trackerUrl}/t.js`);
    expect([script.status, script.headers.get('content-type'), script.headers.get('cross-origin-resource-policy')]).toEqual([200, 'text/javascript; charset=utf-8', 'cross-origin']);
    for (const path of ['/t/test', '/t/test.js']) expect((await fetch(network.trackerUrl + path)).status).toBe(200);
  });
});
