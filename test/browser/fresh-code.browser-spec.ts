import { Secret, TOTP } from 'otpauth';
import { type ApiClient, PASSWORD, type RunningNetwork } from '../support/running-network';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';
import { type SeededPortal, seedPortal } from './support/seeded-portal';

let seeded: SeededPortal;
let network: RunningNetwork;
let browser: PortalBrowser;

beforeAll(async () => {
  seeded = await seedPortal();
  ({ network } = seeded);
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

/** Turns the second factor on in another session than the page's; returns recovery codes, each of which is good once. */
async function turnOn(client: ApiClient): Promise<string[]> {
  const { secret } = await client.post('/me/second-factor', { password: PASSWORD });
  return (await client.post('/me/second-factor/confirm', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() })).recovery_codes;
}

describe('a fresh code over a dialog that is open', () => {
  it('lets a payout batch be approved; giving up the code leaves the first dialog open', async () => {
    const [batch] = (await network.finance.get('/payout-batches?status=submitted')).data;
    const { page } = await browser.open({ as: { email: 'finance2@network.test', password: PASSWORD } });
    await page.goto(`${network.apiUrl}/batches/${batch.id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const [code = ''] = await turnOn(network.finance2);
    await page.getByRole('button', { name: 'Approve' }).click();
    const [confirm, ask] = [page.getByRole('dialog', { name: 'Approve' }), page.getByRole('dialog', { name: 'Confirm that it is you' })];
    await confirm.getByRole('button', { name: 'Approve' }).click();
    await ask.waitFor();
    expect(await ask.getByLabel('Code', { exact: true }).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await ask.waitFor({ state: 'detached' });
    await confirm.getByRole('alert').waitFor();

    await confirm.getByRole('button', { name: 'Approve' }).click();
    await ask.getByLabel('Code', { exact: true }).fill(code);
    await page.keyboard.press('Enter');
    await ask.waitFor({ state: 'detached' });
    await confirm.waitFor({ state: 'detached' });
    expect((await network.finance.get(`/payout-batches/${batch.id}`)).status).toBe('approved');
  }, 60_000);

  it.each([['on a laptop', LAPTOP], ['on a phone', PHONE]])('is asked for by touch and pointer on top, %s', async (_, viewport) => {
    const owner = await network.signUp('advertiser');
    const { page } = await browser.open({ as: owner, viewport });
    await page.goto(`${network.apiUrl}/settings/team`);
    const [code = ''] = await turnOn(owner.client);
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('dialog').getByLabel('E-mail').fill('colleague@example.test');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    const ask = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await ask.getByLabel('Code', { exact: true }).fill(code);
    await ask.getByRole('button', { name: 'Continue' }).click();

    await page.getByText('The invitation to colleague@example.test is on its way').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('leads to Stripe when a payout account is connected', async () => {
    const affiliate = await network.signUp('affiliate');
    const { page } = await browser.open({ as: affiliate });
    await page.goto(`${network.apiUrl}/payout-account`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const [code = ''] = await turnOn(affiliate.client);
    await page.getByRole('main').getByRole('button').first().click();
    const ask = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await ask.getByLabel('Code', { exact: true }).fill(code);
    await ask.getByRole('button', { name: 'Continue' }).click();

    await page.getByRole('heading', { level: 1, name: 'Set up payouts' }).waitFor();
    expect((await affiliate.client.get('/payout-destinations')).data).toHaveLength(1);
  });
});
