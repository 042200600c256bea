import { Spools } from '@fairlead/platform';
import { eventually } from '../support/eventually';
import { DEEP_LINK_HOSTS, HOSTILE_URLS } from '../support/hostile-urls';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

interface ClickList {
  readonly data: readonly { readonly id: string; readonly reason: string | null }[];
}

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let visitors = 0;

beforeAll(async () => {
  network = await startNetwork({ env: { TRUSTED_HOPS: '1' } });
  advertiser = await network.signUp('advertiser');
  affiliate = await network.signUp('affiliate');
});

afterAll(() => network?.close());

async function offer(more: object = {}): Promise<{ id: string; code: string }> {
  const made = await advertiser.client.post('/offers', {
    name: 'Shoes', landing_url: 'https://shop.example/land?x=1', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'public', hold_days: 0,
    deep_link_hosts: [...DEEP_LINK_HOSTS], ...more,
  });
  await advertiser.client.post(`/offers/${made.id}/publish`);
  await affiliate.client.post(`/offers/${made.id}/applications`);
  const { code } = await affiliate.client.post('/links', { offer_id: made.id });
  return { id: made.id, code };
}

/** A visit of somebody who was never here, unless headers say otherwise. */
function visit(code: string, options: { query?: Record<string, string>; headers?: Record<string, string> } = {}): ReturnType<RunningNetwork['tracker']['visit']> {
  visitors += 1;
  return network.tracker.visit(code, { ...options, headers: { 'x-forwarded-for': `8.8.${visitors >> 8}.${visitors & 255}`, ...options.headers } });
}

async function setRouting(offerId: string, routing: object): Promise<void> {
  expect(await advertiser.client.call('PUT', `/offers/${offerId}/routing`, routing)).toMatchObject({ status: 200 });
}

describe('the redirect', () => {
  it('tells what it knows of the visit', async () => {
    const { code } = await offer();
    const { clickId, location } = await visit(code, {
      query: { sub1: 'mail', sub10: 'x y', source_id: 'list', creative_id: 'banner-1', gclid: 'abc123', fl_t: 'qr' },
      headers: { 'user-agent': IPHONE, 'accept-language': 'de-DE,de;q=0.9', referer: 'https://blog.example/post?token=secret' },
    });
    expect(location?.searchParams.get('gclid')).toBe('abc123');
    expect(location?.searchParams.get('x')).toBe('1');
    expect(await affiliate.client.get(`/clicks/${clickId}`)).toMatchObject({
      status: 'counted', unique: true, trigger: 'qr', sub1: 'mail', sub10: 'x y', source_id: 'list', creative_id: 'banner-1', country: 'US', language: 'de', device: 'mobile', os: 'iOS',
      browser: 'Mobile Safari', referrer: 'https://blog.example/post', routing_version: 0, landing_page_id: null, evidence: { ad_platform_ids: { gclid: 'abc123' } },
    });
  });

  it('shows a click in the live view within two seconds, counted or with the reason', async () => {
    const { id, code } = await offer();
    const before = new Date().toISOString();
    const counted = await visit(code);
    const bot = await visit(code, { headers: { 'user-agent': 'facebookexternalhit/1.1' } });
    await eventually(async () => {
      const { data } = await affiliate.client.get<ClickList>('/clicks', { query: { offer_id: id, after: before } });
      expect(data.map((click) => [click.id, click.reason])).toEqual([[bot.clickId, 'bot'], [counted.clickId, null]]);
      return true;
    }, { timeoutMs: 2_000 });
  });

  it('counts a double tap once, by cookie or by address and browser, and lets it earn', async () => {
    const { code } = await offer();
    const same = { 'x-forwarded-for': '9.9.9.9', 'user-agent': FIREFOX };
    const first = await fetch(`${network.trackerUrl}/c/${code}`, { redirect: 'manual', headers: same });
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^fl_vid=[0-9a-f]{32}; Max-Age=34560000; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    const byCookie = await visit(code, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    const byAddress = await visit(code, { headers: same });
    const other = await visit(code);
    await network.settle();
    const reasonOf = async (clickId: string | null): Promise<unknown> => (await affiliate.client.get(`/clicks/${clickId}`)).reason;
    expect([await reasonOf(byCookie.clickId), await reasonOf(byAddress.clickId), await reasonOf(other.clickId)]).toEqual(['duplicate', 'duplicate', null]);
    const { token } = await advertiser.client.post('/postback-credentials');
    expect(await network.tracker.postback({ advertiser: advertiser.id, token, click_id: byCookie.clickId ?? '', order_id: 'tap', amount: '10.00', currency: 'USD' })).toMatchObject({ status: 200, body: { status: 'approved' } });
  });

  it('gives nobody an id who sends Sec-GPC, and keeps no address of theirs', async () => {
    const { code } = await offer();
    const answer = await fetch(`${network.trackerUrl}/c/${code}`, { redirect: 'manual', headers: { 'user-agent': FIREFOX, 'sec-gpc': '1', 'x-forwarded-for': '9.9.9.10' } });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('set-cookie')).toBeNull();
    await network.settle();
    expect(await network.sql(`SELECT sealed_address IS NULL AS kept FROM click ORDER BY id DESC LIMIT 1`)).toEqual([{ kept: true }]);
  });

  it('marks an image that was put into a page as no click of anybody', async () => {
    const { code } = await offer();
    const { clickId } = await visit(code, { headers: { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' } });
    expect(await affiliate.client.get(`/clicks/${clickId}`)).toMatchObject({ status: 'filtered', reason: 'image_click', evidence: { headers: { 'sec-fetch-dest': 'image' } } });
  });

  it('stops at the daily cap at once, and sends the rest along the waterfall', async () => {
    const other = await offer();
    const capped = await offer({ daily_click_cap: 2 });
    await setRouting(capped.id, { landing_pages: [{ name: 'Routed', url: 'https://shop.example/routed', weight: 1 }], fail_targets: [{ offer_id: other.id, priority: 0, weight: 1, reasons: ['cap'] }] });
    // The link is known before its routing is, and what comes over the cap then has nowhere to go.
    await eventually(async () => (await visit(capped.code, { headers: { 'user-agent': 'Googlebot/2.1' } })).location?.pathname === '/routed');
    const visits = [await visit(capped.code), await visit(capped.code), await visit(capped.code)];
    await network.settle();
    const offers = await Promise.all(visits.map(async ({ clickId }) => (await affiliate.client.get(`/clicks/${clickId}`)).offer_id));
    expect(offers).toEqual([capped.id, capped.id, other.id]);
    const { data } = await affiliate.client.get<ClickList>('/clicks', { query: { offer_id: capped.id, status: 'filtered' } });
    expect(data.map((click) => click.reason)).toContain('cap');
  });

  it('rotates landing pages by weight and keeps each visitor on one', async () => {
    const { id, code } = await offer();
    await setRouting(id, { landing_pages: [{ name: 'A', url: 'https://shop.example/a', weight: 1 }, { name: 'B', url: 'https://shop.example/b', weight: 1 }] });
    await eventually(async () => ['/a', '/b'].includes((await visit(code)).location?.pathname ?? ''));
    const paths = new Set<string>();
    for (let round = 0; round < 40; round += 1) paths.add((await visit(code)).location?.pathname ?? '');
    expect([...paths].sort()).toEqual(['/a', '/b']);
    const cookie = `fl_vid=${'5'.repeat(32)}`;
    const sticky = new Set<string>();
    for (let round = 0; round < 10; round += 1) sticky.add((await visit(code, { headers: { cookie } })).location?.pathname ?? '');
    expect(sticky.size).toBe(1);
  });

  it('follows changes without a restart: a pause stops the traffic, its end lets it through', async () => {
    const { id, code } = await offer();
    await advertiser.client.post(`/offers/${id}/pause`);
    await eventually(async () => (await visit(code)).status === 404);
    await advertiser.client.post(`/offers/${id}/publish`);
    await eventually(async () => (await visit(code)).status === 302);
  });

  it('serves a promo code that is typed as an address', async () => {
    const { id } = await offer();
    await advertiser.client.post('/promo-codes', { offer_id: id, affiliate_id: affiliate.id, code: 'SPRING26' });
    const answer = await eventually(async () => {
      const response = await fetch(`${network.trackerUrl}/spring26`, { redirect: 'manual', headers: { 'user-agent': FIREFOX, 'x-forwarded-for': '9.9.9.77' } });
      return response.status === 302 && response;
    });
    const clickId = new URL(answer.headers.get('location') ?? '').searchParams.get('fl_click');
    expect(await affiliate.client.get(`/clicks/${clickId}`)).toMatchObject({ trigger: 'code', offer_id: id, affiliate_id: affiliate.id });
  });

  it('tells the operator what waits on disk', async () => {
    const metrics = await (await fetch(`${network.trackerUrl}/metrics`)).text();
    expect(metrics).toMatch(/^fairlead_spool_backlog_bytes\{stream="clicks"\} \d+$/m);
    expect(metrics).toMatch(/^fairlead_spool_refused_records\{stream="clicks"\} 0$/m);
  });

  it('refuses forged click ids without asking the database', async () => {
    const { code } = await offer();
    const { clickId } = await visit(code);
    const forged = `${clickId?.slice(0, -1)}${clickId?.endsWith('0') ? '1' : '0'}`;
    await expect(affiliate.client.get(`/clicks/${forged}`)).rejects.toMatchObject({ code: 'click.not_found' });
  });

  it('leads nobody out of the hosts that the offer allows', async () => {
    const { code } = await offer();
    expect(HOSTILE_URLS.length).toBeGreaterThan(120);
    const allowed = (host: string): boolean => DEEP_LINK_HOSTS.some((one) => (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one));
    for (const hostile of HOSTILE_URLS) {
      const { status, location } = await visit(code, { query: { to: hostile } });
      expect([hostile, status, location?.protocol, location !== null && allowed(location.host)]).toEqual([hostile, 302, 'https:', true]);
    }
  });

  it('keeps redirecting while the database refuses it, and takes postbacks with 202', async () => {
    const { code } = await offer();
    await visit(code);
    const { token } = await advertiser.client.post('/postback-credentials');
    const purchase = await visit(code);
    await network.settle();
    const database = (await network.sql<{ name: string }>(`SELECT current_database() AS name`))[0]?.name;
    await network.sql(`ALTER DATABASE "${database}" CONNECTION LIMIT 0`);
    await network.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'fairlead_app' AND datname = current_database()`);
    const during = await visit(code);
    expect(during.status).toBe(302);
    const parameters = { advertiser: advertiser.id, token, click_id: purchase.clickId ?? '', order_id: 'while-away', amount: '20.00', currency: 'USD' };
    const answer = await network.tracker.postback(parameters);
    const ready = await Promise.all([network.trackerUrl, network.apiUrl].map(async (url) => (await fetch(`${url}/health/ready`)).status));
    await network.sql(`ALTER DATABASE "${database}" CONNECTION LIMIT -1`);
    expect(ready).toEqual([200, 503]); // a balancer goes on sending visits here
    expect(answer).toMatchObject({ status: 202, body: { result: 'queued' } });
    await network.trackerApp.get(Spools).drain?.drainAll();
    await network.runTask('conversions.deliver-queued-postbacks');
    expect(await affiliate.client.get(`/clicks/${during.clickId}`)).toMatchObject({ id: during.clickId });
    const { data } = await affiliate.client.get('/conversions', { query: { order_id: 'while-away' } });
    expect(data).toHaveLength(1);
    expect(await network.tracker.postback(parameters)).toMatchObject({ status: 200, body: { result: 'duplicate', conversion_id: data[0].id } });
  });
});
