import { eventually } from '../support/eventually';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

const TODAY = new Date().toISOString().slice(0, 10);
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
/** Two days, for a test that runs over midnight. */
const PERIOD = { from: YESTERDAY, to: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) };

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let other: Account;
let offerId: string;
let linkId: string;

beforeAll(async () => {
  network = await startNetwork();
  [advertiser, affiliate, other] = [await network.signUp('advertiser'), await network.signUp('affiliate'), await network.signUp('affiliate')];
  const offer = await advertiser.client.post('/offers', {
    name: 'Tents', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, network_fee_bps: 2000, approval: 'auto', visibility: 'public', hold_days: 7,
  });
  offerId = offer.id;
  await advertiser.client.post(`/offers/${offerId}/publish`);
  await affiliate.client.post(`/offers/${offerId}/applications`);
  const link = await affiliate.client.post('/links', { offer_id: offerId });
  linkId = link.id;
  const first = await network.tracker.visit(link.code, { query: { sub1: '=HYPERLINK("http://evil.example")' } });
  await network.tracker.visit(link.code, { query: { sub1: 'footer' }, headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } });
  await advertiser.client.get(`/clicks/${first.clickId}`);
  await advertiser.client.post('/conversions', { click_id: first.clickId, order_id: 'R-1', amount: 10_000 });
  await network.settle();
  await eventually(async () => {
    await network.runTask('reporting.take-changes');
    expect((await report(advertiser, {})).totals).toMatchObject({ clicks: 2, conversions: 1, approved: 1 });
    return true;
  });
});

afterAll(() => network?.close());

const report = (account: Pick<Account, 'client'>, query: Record<string, string | number>): Promise<any> => account.client.get('/reports/performance', { query: { ...PERIOD, ...query } });
const refusal = async (account: Pick<Account, 'client'>, query: Record<string, string | number>): Promise<unknown> => {
  const { status, body } = await account.client.call('GET', '/reports/performance', undefined, { query: { ...PERIOD, ...query } });
  return [status, body.code];
};

describe('the performance report', () => {
  it('tells an advertiser what a channel brought and cost', async () => {
    const found = await report(advertiser, { group_by: 'affiliate', metrics: 'clicks,counted,filtered,conversions,cr,sale_amount,charge,roas,aov' });
    expect(found.data).toEqual([{
      dimensions: { affiliate: affiliate.id },
      metrics: {
        clicks: 2, counted: 1, filtered: 1, conversions: 1, cr: '1.000000', sale_amount: { amount: 10_000, currency: 'USD' }, charge: { amount: 1_200, currency: 'USD' }, roas: '8.333333',
        aov: { amount: 10_000, currency: 'USD' },
      },
      previous: null,
    }]);
    expect(found).toMatchObject({ total_rows: 1, has_more: false, timezone: 'UTC', currency: 'USD', totals: { clicks: 2, charge: { amount: 1_200 } } });
    expect(Date.now() - Date.parse(found.as_of)).toBeLessThan(60_000);
  });

  it('tells an affiliate what was earned, and nothing of what the advertiser pays', async () => {
    const found = await report(affiliate, { group_by: 'link', metrics: 'clicks,commission,epc' });
    expect(found.data).toEqual([{ dimensions: { link: linkId }, metrics: { clicks: 2, commission: { amount: 1_000, currency: 'USD' }, epc: '10.000000' }, previous: null }]);
    expect(Object.keys((await report(affiliate, {})).totals)).not.toEqual(expect.arrayContaining(['charge']));
    expect(await refusal(affiliate, { metrics: 'charge' })).toEqual([403, 'report.metric_not_allowed']);
    expect(await refusal(affiliate, { metrics: 'clicks', sort: '-margin' })).toEqual([403, 'report.metric_not_allowed']);
    expect(await refusal(advertiser, { metrics: 'margin' })).toEqual([403, 'report.metric_not_allowed']);
  });

  it('tells the network its margin, and another affiliate nothing', async () => {
    expect((await report({ client: network.finance }, { metrics: 'margin' })).totals).toEqual({ margin: { amount: 200, currency: 'USD' } });
    expect(await report(other, { group_by: 'offer', offer: offerId })).toMatchObject({ data: [], total_rows: 0, totals: { clicks: 0, conversions: 0 } });
  });

  it('names the currencies that there is money in, to each their own', async () => {
    expect(await advertiser.client.get('/reports/currencies', { query: PERIOD })).toEqual({ data: [{ currency: 'USD', clicks: 2, conversions: 1 }] });
    expect(await other.client.get('/reports/currencies', { query: PERIOD })).toEqual({ data: [] });
  });

  it('adds up to the commissions that the ledger stands on', async () => {
    const [commission] = (await affiliate.client.get('/commissions')).data;
    expect((await report(affiliate, { metrics: 'commission' })).totals.commission).toEqual(commission.amount);
  });

  it('filters, sorts and pages over all rows', async () => {
    const query = { group_by: 'sub1', metrics: 'clicks', sort: 'sub1', limit: 1 };
    const [first, second] = [await report(advertiser, query), await report(advertiser, { ...query, offset: 1 })];
    expect([first, second].map((page) => [page.data[0].dimensions.sub1, page.has_more, page.total_rows, page.totals.clicks])).toEqual([
      ['=HYPERLINK("http://evil.example")', true, 2, 2], ['footer', false, 2, 2],
    ]);
    expect((await report(advertiser, { group_by: 'click_outcome', metrics: 'clicks', sub1: 'footer' })).data).toEqual([{ dimensions: { click_outcome: 'bot' }, metrics: { clicks: 1 }, previous: null }]);
  });

  it('compares with as many days before', async () => {
    const found = await report(advertiser, { group_by: 'offer', metrics: 'clicks', compare: 'previous_period' });
    expect([found.data[0].previous, found.previous_totals]).toEqual([null, { clicks: 0 }]);
  });

  it('comes as a file that a spreadsheet does not run, with the same figures', async () => {
    const { status, body } = await advertiser.client.call('GET', '/reports/performance.csv', undefined, { query: { ...PERIOD, group_by: 'sub1', metrics: 'clicks,charge', sort: '-clicks' } });
    const lines = String(body).replace('\uFEFF', '').trim().split('\n');
    expect(status).toBe(200);
    expect(lines[0]).toBe('sub1,clicks,charge,currency');
    expect(lines.slice(1).toSorted()).toEqual([`"'=HYPERLINK(""http://evil.example"")",1,12.00,USD`, 'footer,1,0.00,USD']);
  });

  it.each([
    [{ timezone: 'Mars/Olympus' }, 422, 'report.unknown_time_zone'],
    [{ from: TODAY, to: '2020-01-01' }, 422, 'report.invalid_period'],
    [{ from: '2026-02-30' }, 422, 'report.invalid_period'],
    [{ sort: 'sub4' }, 422, 'report.unknown_sort'],
    [{ group_by: 'colour' }, 400, 'validation_failed'],
    [{ offer: 'off_nonsense' }, 400, 'request.invalid_id'],
  ])('refuses %p', async (query, status, code) => {
    expect(await refusal(advertiser, query as Record<string, string>)).toEqual([status, code]);
  });

  it('tells what a kind of channel brings, by links that name one of the affiliate’s own channels', async () => {
    const [own, foreign] = [
      await affiliate.client.post('/channels', { kind: 'podcast', name: 'Tent talk', url: 'https://talk.example' }), await other.client.post('/channels', { kind: 'site', name: 'Elsewhere', url: 'https://elsewhere.example' }),
    ];
    const refused = await affiliate.client.call('POST', '/links', { offer_id: offerId, channel_id: foreign.id });
    expect([refused.status, refused.body.code]).toEqual([404, 'channel.not_found']);
    const link = await affiliate.client.post('/links', { offer_id: offerId, channel_id: own.id });
    expect((await affiliate.client.get(`/links/${link.id}`)).channel_id).toBe(own.id);
    await network.tracker.visit(link.code);
    await network.settle();
    await eventually(async () => {
      await network.runTask('reporting.take-changes');
      expect((await report(affiliate, { channel_type: 'podcast', group_by: 'channel_type', metrics: 'clicks' })).data).toMatchObject([{ dimensions: { channel_type: 'podcast' }, metrics: { clicks: 1 } }]);
      return true;
    });
  });
});
