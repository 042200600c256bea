import { PASSWORD } from '../support/running-network';
import { openPortal } from './support/open-portal';
import { accessibilityProblems, LAPTOP, PHONE } from './support/portal-browser';

const portal = openPortal();

describe('the users page', () => {
  it.each([['on a laptop', LAPTOP], ['on a phone', PHONE]])('finds a person, shuts them out with a reason and lets them in again: %s', async (where, viewport) => {
    const name = `Trail Notes ${where}`;
    const person = await portal.network.signUp('affiliate', { name });
    const { page, complaints } = await portal.browser.open({ as: { email: 'admin@network.test', password: PASSWORD }, viewport });
    await page.goto(`${portal.network.apiUrl}/users`);
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
    const client = await portal.network.signIn(person.email);
    await page.reload();
    await page.getByRole('button', { name: `Sign out: ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText(`${name} is signed out everywhere`).waitFor();
    expect((await client.call('GET', '/me')).status).toBe(401);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('opens a tab in which an administrator sees what a partner sees, and changes nothing', async () => {
    const person = await portal.network.signUp('advertiser', { name: 'Looked At' });
    await person.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'public' });
    const { page, complaints } = await portal.browser.open({ as: { email: 'admin@network.test', password: PASSWORD } });
    await page.goto(`${portal.network.apiUrl}/users?search=${encodeURIComponent(person.email)}`);
    await page.getByRole('button', { name: 'View as: Looked At' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('A question by telephone');
    const [tab] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('dialog').getByRole('button', { name: 'View as' }).click()]);

    await tab.getByText('You see the portal as Looked At of Looked At').waitFor();
    await tab.getByRole('link', { name: 'Offers', exact: true }).click();
    await tab.getByRole('link', { name: 'Boots' }).first().click();
    await tab.getByRole('heading', { level: 1, name: 'Boots' }).waitFor();
    await tab.getByRole('button', { name: 'Publish' }).first().click();
    await tab.getByText('nothing can be changed').first().waitFor();
    expect((await person.client.get('/offers')).data[0].status).toBe('draft');
    await tab.reload();
    await tab.getByText('You see the portal as Looked At').waitFor();
    await tab.getByRole('heading', { level: 1, name: 'Boots' }).waitFor();
    expect(await accessibilityProblems(tab)).toEqual([]);

    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
    await Promise.all([tab.waitForEvent('close'), tab.getByRole('button', { name: 'End' }).click()]);
    expect(complaints).toEqual([]);
  }, 60_000);
});
