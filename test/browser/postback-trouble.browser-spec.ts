import { DAY_MS, MovableClock } from '@fairlead/kernel';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;
let advertiser: Account;
let affiliate: Account;
let token: string;

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date()) });
  browser = await PortalBrowser.launch(network.apiUrl);
  [advertiser, affiliate] = [await network.signUp('advertiser', { name: 'Northwind Outdoor' }), await network.signUp('affiliate')];
  ({ token } = await advertiser.client.post('/postback-credentials'));
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

async function publishedOffer(terms: object): Promise<{ id: string; code: string }> {
  const offer = await advertiser.client.post('/offers', { name: 'Tents', landing_url: 'https://shop.example/', currency: 'EUR', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'public', ...terms });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  await affiliate.client.post(`/offers/${offer.id}/applications`);
  const { code } = await affiliate.client.post('/links', { offer_id: offer.id });
  return { id: offer.id, code };
}

describe('the log of inbound calls', () => {
  it('names for each refused call what is wrong and what to do', async () => {
    const { code } = await publishedOffer({ attribution_window_days: 1 });
    const [first, late] = [await network.tracker.visit(code, { query: { sub1: 'a' } }), await network.tracker.visit(code, { query: { sub1: 'b' } })];
    await network.settle();
    const call = { advertiser: advertiser.id, token, click_id: first.clickId ?? '', amount: '80.00', currency: 'EUR' };
    await network.tracker.postback({ ...call, order_id: 'wrong-key', token: 'fl_not_our_token' });
    await network.tracker.postback({ ...call, order_id: 'unknown-click', click_id: 'no-click-has-this-id' });
    await network.tracker.postback({ ...call, order_id: 'other-currency', currency: 'USD' });
    await network.tracker.postback({ ...call, order_id: 'twice' });
    await network.tracker.postback({ ...call, order_id: 'twice', amount: '90.00' });
    await network.advance(2 * DAY_MS);
    await network.tracker.postback({ ...call, order_id: 'too-late', click_id: late.clickId ?? '' });

    // The clock went on by two days, so a new session begins.
    const { page, complaints } = await browser.open({ as: advertiser, viewport: LAPTOP });
    await page.goto(`${network.apiUrl}/tracking`);
    const row = (order: string, state: string) => page.getByRole('row').filter({ hasText: order }).filter({ hasText: state });
    await row('wrong-key', 'unauthenticated').getByText('Compare the token').waitFor();
    await row('unknown-click', 'unknown_click').getByText('Send the value that the landing page received').waitFor();
    await row('other-currency', 'currency_mismatch').getByText('Report in the currency of the offer').waitFor();
    await row('twice', 'duplicate_order').getByText('Each order counts once').waitFor();
    await row('too-late', 'out_of_window').getByText('after the attribution window').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
});

describe('a link whose offer has reached its daily limit', () => {
  it.each([['on a laptop', LAPTOP], ['on a phone', PHONE]])('shows the affiliate why clicks are filtered, and visitors a page that says nothing of it, %s', async (_, viewport) => {
    const { id, code } = await publishedOffer({ daily_click_cap: 1 });
    await network.settle();
    await network.tracker.visit(code);
    expect(await network.tracker.visit(code, { headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0' } })).toMatchObject({ location: null });
    const { page, complaints } = await browser.open({ as: affiliate, viewport });

    await page.goto(`${network.apiUrl}/offers/${id}`);

    const latest = page.getByRole('list', { name: 'Latest clicks' });
    await latest.getByText('The daily click limit of the offer was reached').waitFor();
    await latest.getByText('Counted', { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
});
