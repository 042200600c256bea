import { MovableClock } from '@fairlead/kernel';
import { buy, joinShop, openShop, type PayableAffiliate, submitBatch } from '../support/earned-payout';
import { PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';
import { accessibilityProblems, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;
let paid: PayableAffiliate;
let batchId: string;

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date('2026-03-02T09:00:00Z')) });
  browser = await PortalBrowser.launch(network.apiUrl);
  const shop = await openShop(network);
  paid = await joinShop(network, shop, 'Moved Money');
  await buy(network, shop, paid.code, 'M-1');
  batchId = (await submitBatch(network)).id;
  network.stripe.control.scriptAccount(paid.account, 'change_bank');
  await network.stripe.control.webhooks.settled();
  await network.runTask('payouts.process-stripe-events');
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

describe('after a change of the payout account, the screens', () => {
  it('tell the affiliate from when payouts start, why, and what to do', async () => {
    const { page, complaints } = await browser.open({ as: { email: paid.affiliate.email, password: PASSWORD } });
    await page.goto(`${network.apiUrl}/notices`);
    await page.getByText('For your safety payouts to it start on 5 Mar 2026').waitFor();
    await page.getByRole('link', { name: 'Your payout account was changed' }).click();

    const alert = page.getByRole('alert').filter({ hasText: 'Payouts start again soon' });
    await alert.getByText('For your safety payouts to it start on').waitFor();
    expect(await alert.innerText()).toMatch(/was changed \(on 2 Mar 2026, \d\d:\d\d\)\. .* start on 5 Mar 2026, \d\d:\d\d\. If this was not you/);
    expect(await page.getByText('Your account is ready').count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('tell finance why the balance waits and until when, and warn of the batch', async () => {
    const { page, complaints } = await browser.open({ as: { email: 'finance2@network.test', password: PASSWORD } });
    await page.goto(`${network.apiUrl}/balances`);
    await page.getByRole('row').filter({ hasText: 'Moved Money' }).getByText('The payout account was changed lately').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Moved Money' }).innerText()).toContain('until 5 Mar 2026');
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.goto(`${network.apiUrl}/batches/${batchId}`);
    await page.getByText('One payout account was changed since the draft: Moved Money.').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);
});
