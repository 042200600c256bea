import { eventually } from '../support/eventually';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';
import { type Hands, Keyboard, Mouse } from './support/hands';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;
let advertiser: Account;
const ROBOT = 'Googlebot/2.1 (+http://www.google.com/bot.html)';

beforeAll(async () => {
  network = await startNetwork();
  browser = await PortalBrowser.launch(network.apiUrl);
  advertiser = await network.signUp('advertiser', { name: 'Northwind Outdoor' });
  const offer = await advertiser.client.post('/offers', { name: 'Tents', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', hold_days: 0, visibility: 'public' });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  let order = 0;
  for (const [name, visits] of [['Trail Notes', ['footer', 'footer', 'video']], ['City Notes', ['footer']]] as const) {
    const affiliate = await network.signUp('affiliate', { name });
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    const { code } = await affiliate.client.post('/links', { offer_id: offer.id });
    for (const sub1 of visits) {
      const { clickId } = await network.tracker.visit(code, { query: { sub1 } });
      if (sub1 !== 'video') continue;
      await network.settle();
      await advertiser.client.post('/conversions', { click_id: clickId, order_id: `R-${(order += 1)}`, amount: 8_000, currency: 'USD' });
    }
    await network.tracker.visit(code, { query: { sub1: 'robot' }, headers: { 'user-agent': ROBOT } });
  }
  await network.settle();
  await eventually(async () => {
    await network.runTask('reporting.take-changes');
    const today = new Date();
    const day = (from: number): string => new Date(today.getTime() + from * 86_400_000).toISOString().slice(0, 10);
    expect((await advertiser.client.get('/reports/performance', { query: { from: day(-1), to: day(1), group_by: 'offer' } })).totals).toMatchObject({ clicks: 6, conversions: 1 });
    return true;
  });
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

describe('the reports page', () => {
  it.each([['with a mouse', LAPTOP, Mouse], ['by keyboard alone', LAPTOP, Keyboard]])('narrows, sorts and opens rows, and keeps all of it in the address: %s', async (_, viewport, HandsOf) => {
    const { page, complaints } = await browser.open({ viewport, as: advertiser });
    const hands: Hands = new HandsOf(page);
    const rowOf = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
    await page.goto(`${network.apiUrl}/reports?by=sub1`);
    await rowOf('footer').getByRole('cell', { name: '3', exact: true }).first().waitFor();

    await hands.press(page.getByRole('button', { name: 'Add filter' }));
    const popover = page.getByRole('dialog', { name: 'Add filter' });
    await hands.pick(popover.getByRole('combobox', { name: 'Narrow by' }).or(popover.getByRole('textbox', { name: 'Narrow by' })), 'Affiliate');
    await hands.pick(popover.getByRole('combobox', { name: 'To' }).or(popover.getByRole('textbox', { name: 'To' })), 'Trail Notes');
    expect(await accessibilityProblems(page)).toEqual([]);
    await hands.press(popover.getByRole('button', { name: 'Apply' }));
    await page.getByText('Affiliate: Trail Notes').waitFor();
    await rowOf('footer').getByRole('cell', { name: '2', exact: true }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('affiliate')).toMatch(/^aff_/);

    const title = page.getByRole('columnheader', { name: /^Conversions/ });
    await hands.press(title.getByRole('button'));
    await page.waitForURL(/sort=conversions/);
    await page.getByRole('columnheader', { name: /^Conversions ?, sorted, the largest first/ }).waitFor();
    await page.getByRole('row').nth(2).getByRole('link', { name: 'video' }).waitFor();

    await hands.press(page.getByRole('link', { name: 'footer', exact: true }));
    await page.getByText('Sub 1: footer').waitFor();
    await page.getByText('Affiliate: Trail Notes').waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({ by: 'day', sub1: 'footer' });
    await hands.press(page.getByRole('button', { name: 'API request' }));
    await page.getByRole('dialog').getByText(/performance\?.*sub1=footer/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hands.press(page.getByRole('button', { name: 'Take away Affiliate: Trail Notes' }));
    await page.getByText('Affiliate: Trail Notes').waitFor({ state: 'detached' });

    await page.reload();
    await page.getByText('Sub 1: footer').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('has columns and days of one’s own, on a phone too', async () => {
    const { page, complaints } = await browser.open({ viewport: PHONE, as: advertiser });
    await page.goto(`${network.apiUrl}/reports?by=affiliate`);
    await page.getByRole('link', { name: 'City Notes' }).waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Filtered', exact: true }).check();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('listitem').filter({ hasText: 'City Notes' }).getByText('Filtered').waitFor();

    await page.goto(`${network.apiUrl}/reports?by=affiliate&period=own&from=2020-01-01&to=2020-01-31`);
    await page.getByText('No traffic in this period').waitFor();
    await page.getByLabel('From').fill('2020-02-03');
    await page.waitForURL(/from=2020-02-03&to=2020-02-03/);
    expect(complaints).toEqual([]);
  }, 60_000);
});
