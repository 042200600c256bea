import { PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';
import { problemsOf } from './support/check-pages';
import { accessibilityProblems, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;
const staff = (name: string) => ({ email: `${name}@network.test`, password: PASSWORD });

beforeAll(async () => {
  network = await startNetwork();
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

describe('suspending an account', () => {
  it.each(['advertiser', 'affiliate'] as const)('asks for a reason, shows it afterwards, tells it to the people, and is undone: %s', async (role) => {
    const account = await network.signUp(role, { name: `Loud ${role}` });
    const watched = await browser.open({ as: staff('admin') });
    const { page } = watched;
    await page.goto(`${network.apiUrl}/${role}s`);
    await page.getByRole('button', { name: `Suspend: Loud ${role}` }).click();
    const dialog = page.getByRole('dialog', { name: `Suspend Loud ${role}?` });
    expect(await dialog.getByRole('button', { name: 'Suspend' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('Spam was sent in our name');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Suspend' }).click();
    await page.getByText(`Loud ${role} is suspended`).waitFor();
    await page.getByText('Spam was sent in our name').waitFor();
    expect((await account.client.call('GET', '/me')).status).toBe(401);
    expect(await problemsOf(browser, watched, `/${role}s`)).toEqual([]);

    const out = await browser.open();
    await out.page.goto(`${network.apiUrl}/sign-in`);
    await out.page.getByLabel('E-mail').fill(account.email);
    await out.page.getByLabel('Password', { exact: true }).fill(account.password);
    await out.page.getByRole('button', { name: 'Sign in' }).click();
    await out.page.getByText('Spam was sent in our name').waitFor();

    await page.getByRole('button', { name: `Reactivate: Loud ${role}` }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Cleared up');
    await page.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click();
    await page.getByText(`Loud ${role} is active again`).waitFor();
    await network.signIn(account.email);
  }, 60_000);

  it('is for administrators only', async () => {
    await network.signUp('affiliate', { name: 'Quiet Voice' });
    const { page } = await browser.open({ as: staff('finance') });
    await page.goto(`${network.apiUrl}/affiliates`);
    await page.getByText('Quiet Voice').first().waitFor();

    expect(await page.getByRole('button', { name: /^Suspend/ }).count()).toBe(0);
  });
});

describe('the mail of the network', () => {
  it('is found by address and shown in a frame that can do nothing', async () => {
    const advertiser = await network.signUp('advertiser', { name: 'Mallory <img src=x>' });
    await advertiser.client.post('/invitations', { email: 'invited@example.test', team_role: 'member' });
    await network.settle();
    const watched = await browser.open({ as: staff('admin') });
    const { page } = watched;
    await page.goto(`${network.apiUrl}/mails`);
    await page.getByRole('heading', { level: 1, name: 'Mail' }).waitFor();
    await page.getByLabel('Address of the reader').fill('no address');
    await page.getByLabel('Address of the reader').press('Enter');
    await page.getByText('Enter the whole address').waitFor();
    await page.getByLabel('Address of the reader').fill('invited@example.test');
    await page.getByLabel('Address of the reader').press('Enter');
    await page.getByRole('link', { name: 'Mallory <img src=x> invites you' }).click();
    const frame = page.locator('iframe');
    await frame.waitFor();
    expect(await frame.getAttribute('sandbox')).toBe('');
    await frame.contentFrame().getByText('Mallory <img src=x>').first().waitFor();
    const address = new URL(page.url()).pathname;
    expect(await problemsOf(browser, watched, address)).toEqual([]);

    await page.getByText('As text', { exact: true }).click();
    await page.getByRole('region', { name: 'As text' }).getByText('Mallory').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  }, 60_000);
});
