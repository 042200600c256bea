import { PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';
import { type Hands, Keyboard, Mouse } from './support/hands';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;
const staff = (name: string) => ({ email: `${name}@network.test`, password: PASSWORD });
const CURRENCIES = ['USD', 'EUR', 'GBP'] as const;

beforeAll(async () => {
  network = await startNetwork();
  browser = await PortalBrowser.launch(network.apiUrl);
  for (const currency of CURRENCIES) await earn(currency);
  await network.runTask('payouts.process-stripe-events');
  await network.runTask('commissions.release-due');
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

/** Two affiliates with 12.50 each to be paid in a currency; a third has nowhere to be paid to. */
async function earn(currency: string): Promise<void> {
  const advertiser = await network.signUp('advertiser', { name: `Shop ${currency}` });
  await network.finance.post('/fundings', { advertiser_id: advertiser.id, amount: 100_000, currency, reference: `wire ${currency}` });
  network.stripe.control.fund(currency.toLowerCase(), 100_000);
  const offer = await advertiser.client.post('/offers', { name: `Offer ${currency}`, landing_url: 'https://shop.example/', currency, commission: { type: 'flat', amount: 1250 }, approval: 'auto', hold_days: 0, visibility: 'public' });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  for (const name of ['First', 'Second', 'Nowhere']) {
    const affiliate = await network.signUp('affiliate', { name: `${name} ${currency}` });
    await affiliate.client.post(`/offers/${offer.id}/applications`);
    const { clickId } = await network.tracker.visit((await affiliate.client.post('/links', { offer_id: offer.id })).code);
    await network.settle();
    await advertiser.client.post('/conversions', { click_id: clickId, order_id: `${name}-${currency}`, amount: 5000, currency });
    if (name === 'Nowhere') continue;
    const destination = await affiliate.client.post('/payout-destinations');
    network.stripe.control.scriptAccount(destination.stripe_account_id, 'complete');
  }
  await network.stripe.control.webhooks.settled();
  await network.settle();
}

describe('from a draft to a settled batch, through the screens only', () => {
  it.each([
    ['with a mouse', LAPTOP, Mouse, 'USD', '$25.00'],
    ['by keyboard alone', LAPTOP, Keyboard, 'EUR', '€25.00'],
    ['on a phone', PHONE, Mouse, 'GBP', '£25.00'],
  ])('%s', async (_, viewport, HandsOf, currency, total) => {
    const preparer = await browser.open({ viewport, as: staff('finance') });
    const approver = await browser.open({ viewport, as: staff('finance2') });
    let page = preparer.page;
    let hands: Hands = new HandsOf(page);

    await page.goto(`${network.apiUrl}/`);
    await hands.press(page.getByRole('link', { name: 'Prepare a payout batch' }));
    await hands.check(page.getByRole('radio', { name: currency }));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: 'Make draft' }));
    await page.getByRole('heading', { level: 1, name: `Batch of ${total}` }).waitFor();
    await page.getByText('The affiliate has not set up a payout account').waitFor();
    const address = page.url();
    await hands.press(page.getByRole('button', { name: 'Submit for approval' }));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: 'Submit for approval' }));
    await page.getByText('Waiting for another person with the finance role').waitFor();
    await page.getByText('finance2 can approve it').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    page = approver.page;
    hands = new HandsOf(page);
    await page.goto(`${network.apiUrl}/`);
    await hands.press(page.getByRole('listitem').filter({ hasText: total }).getByRole('link', { name: 'Review and approve' }));
    expect(page.url()).toBe(address);
    await hands.press(page.getByRole('button', { name: 'Approve' }));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: 'Approve' }));
    await hands.press(page.getByRole('button', { name: 'Release' }));
    const dialog = page.getByRole('dialog', { name: 'Release the money' });
    expect(await dialog.getByRole('button', { name: 'Release' }).isDisabled()).toBe(true);
    await hands.fill(dialog.getByLabel('Type 25.00 to confirm'), '24.00');
    await dialog.getByText('This is not the amount above').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await hands.fill(dialog.getByLabel('Type 25.00 to confirm'), '25.00');
    await hands.press(dialog.getByRole('button', { name: 'Release' }));
    await page.getByText('2 of 2 payouts transferred').waitFor();
    await page.getByText('Settled', { exact: true }).first().waitFor();

    await hands.press(page.getByRole('link', { name: `First ${currency}` }));
    await page.getByRole('heading', { level: 1, name: `Payout of ${total.replace('25.00', '12.50')}` }).waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), hands.press(page.getByRole('button', { name: 'Statement as CSV' }))]);
    expect(file.suggestedFilename()).toMatch(/^pay_\w+\.csv$/);
    await hands.press(page.getByRole('link', { name: `First-${currency}` }));
    await page.getByRole('heading', { level: 1, name: `Order First-${currency}` }).waitFor();
    expect([...preparer.complaints, ...approver.complaints]).toEqual([]);
    const sent = network.stripe.control.transfers().filter((transfer) => transfer.currency === currency.toLowerCase());
    expect(sent.map((transfer) => transfer.amount)).toEqual([1250, 1250]);
  });
});
