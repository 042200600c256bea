import { PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;

beforeAll(async () => {
  network = await startNetwork();
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

describe('the users page', () => {
  it.each([['on a laptop', LAPTOP], ['on a phone', PHONE]])('finds a person, shuts them out with a reason and lets them in again: %s', async (where, viewport) => {
    const name = `Trail Notes ${where}`;
    const person = await network.signUp('affiliate', { name });
    const { page, complaints } = await browser.open({ as: { email: 'admin@network.test', password: PASSWORD }, viewport });
    await page.goto(`${network.apiUrl}/users`);
    await page.getByLabel('Part of a name or an address').fill(person.email);
    await page.keyboard.press('Enter');
    await page.getByText('1 rows').or(page.getByText('1 row')).first().waitFor();

    await page.getByRole('button', { name: `Disable: ${name}` }).click();
    const dialog = page.getByRole('dialog', { name: `Disable ${name}?` });
    expect(await dialog.getByRole('button', { name: 'Disable' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('Left the company');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await page.getByText(`${name} is disabled`).waitFor();
    await page.getByRole('button', { name: `Enable: ${name}` }).waitFor();
    expect((await person.client.call('GET', '/me')).status).toBe(401);

    await page.getByRole('button', { name: `Enable: ${name}` }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Came back');
    await page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click();
    await page.getByText(`${name} can sign in again`).waitFor();
    const client = await network.signIn(person.email);
    await page.reload();
    await page.getByRole('button', { name: `Sign out: ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText(`${name} is signed out everywhere`).waitFor();
    expect((await client.call('GET', '/me')).status).toBe(401);
    expect(complaints).toEqual([]);
  }, 60_000);
});
