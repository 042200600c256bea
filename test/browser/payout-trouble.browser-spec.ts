import { MINUTE_MS, MovableClock } from '@fairlead/kernel';
import type { Page } from 'playwright-core';
import Stripe from 'stripe';
import { eventually } from '../support/eventually';
import { buy, joinShop, openShop, submitBatch } from '../support/earned-payout';
import { PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';
import { accessibilityProblems, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;
const staff = (name: string) => ({ email: `${name}@network.test`, password: PASSWORD });

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date()) });
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

/** Affiliates with 12.50 each in a currency, in a batch that waits for its approval: its id and their accounts at Stripe. */
async function submittedBatch(currency: string, names: readonly string[]): Promise<{ id: string; accounts: string[] }> {
  const shop = await openShop(network, { currency });
  const accounts: string[] = [];
  for (const name of names) {
    const { account, code } = await joinShop(network, shop, name);
    await buy(network, shop, code, `${name}-${currency}`);
    accounts.push(account);
  }
  return { id: (await submitBatch(network, currency)).id, accounts };
}

/** Two clicks and a typed total; then the worker's turn. */
async function approveAndRelease(page: Page, batchId: string, total: string): Promise<void> {
  await page.goto(`${network.apiUrl}/batches/${batchId}`);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('button', { name: 'Release' }).click();
  const dialog = page.getByRole('dialog', { name: 'Release the money' });
  await dialog.getByLabel(`Type ${total} to confirm`).fill(total);
  await dialog.getByRole('button', { name: 'Release' }).click();
  await dialog.waitFor({ state: 'detached' });
  await send();
}

/** What the worker does every second; it goes by the network's clock, which stands still here. */
const send = () => network.runTask('payouts.send-due');

const sentIn = (currency: string) => network.stripe.control.transfers().filter((transfer) => transfer.currency === currency.toLowerCase());

describe('when a payout does not go as planned, the screens', () => {
  it('say that an answer is missing, and that it resolved by itself without paying twice', async () => {
    const batch = await submittedBatch('USD', ['Lost Answer']);
    network.stripe.control.addFault({ kind: '500_after', method: 'POST', path: '/v1/transfers' });
    const { page, complaints } = await browser.open({ as: staff('finance2') });
    await approveAndRelease(page, batch.id, '12.50');
    await page.getByText('0 of 1 payouts transferred').waitFor();
    await page.getByText('Unknown', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Lost Answer' }).click();
    await page.getByText('Stripe gave no answer').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await network.advance(2 * MINUTE_MS);
    await send();

    await page.getByText('Stripe gave no answer').waitFor({ state: 'detached' });
    await page.getByText('Transferred', { exact: true }).first().waitFor();
    await page.goBack();
    await page.getByText('1 of 1 payouts transferred').waitFor();
    expect(sentIn('USD').map((transfer) => transfer.amount)).toEqual([1250]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('name what failed and why, and send that alone again', async () => {
    const batch = await submittedBatch('EUR', ['Paid at Once', 'Papers Missing']);
    network.stripe.control.scriptAccount(batch.accounts[1] ?? '', 'restrict', { reason: 'requirements.past_due' });
    const { page, complaints } = await browser.open({ as: staff('finance2') });
    await approveAndRelease(page, batch.id, '25.00');
    await page.getByText('1 of 2 payouts transferred').waitFor();
    await page.getByText('Partly failed', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Papers Missing' }).click();
    await page.getByText('destination_not_active').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goBack();

    network.stripe.control.scriptAccount(batch.accounts[1] ?? '', 'enable');
    await network.stripe.control.webhooks.settled();
    await network.runTask('payouts.process-stripe-events');
    await page.getByRole('button', { name: 'Retry failed' }).click();
    await page.getByRole('dialog').getByText('1 payout is sent again').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Retry failed' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await send();

    await page.getByText('2 of 2 payouts transferred').waitFor();
    await page.getByText('Settled', { exact: true }).first().waitFor();
    expect(sentIn('EUR').map((transfer) => transfer.amount)).toEqual([1250, 1250]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('show money that a bank sent back days later as payable again', async () => {
    const batch = await submittedBatch('GBP', ['Closed Account']);
    const { page, complaints } = await browser.open({ as: staff('finance2') });
    await approveAndRelease(page, batch.id, '12.50');
    await page.getByText('1 of 1 payouts transferred').waitFor();
    const { port } = network.stripe;
    await new Stripe('sk_test_running_network', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 }).transfers.createReversal(sentIn('GBP')[0]?.id ?? '');
    await network.stripe.control.webhooks.settled();
    await network.runTask('payouts.process-stripe-events');

    await page.getByRole('link', { name: 'Closed Account' }).click();
    await page.getByText('Returned', { exact: true }).first().waitFor();
    await page.goto(`${network.apiUrl}/balances`);

    await page.getByRole('row').filter({ hasText: 'Closed Account' }).getByText('£12.50').first().waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('let nobody approve who lost the right to meanwhile', async () => {
    const batch = await submittedBatch('CHF', ['Patient Partner']);
    const { page } = await browser.open({ as: staff('finance2') });
    await page.goto(`${network.apiUrl}/batches/${batch.id}`);
    await page.getByRole('button', { name: 'Approve' }).click();
    const approver = (await network.admin.get('/members')).data.find((member: { email: string }) => member.email === 'finance2@network.test');
    await network.admin.delete(`/members/${approver.id}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await eventually(async () => (await network.finance.get(`/payout-batches/${batch.id}`)).status === 'submitted');
    expect(sentIn('CHF')).toEqual([]);
  }, 60_000);
});
