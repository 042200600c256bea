import { Secret, TOTP } from 'otpauth';
import { problemsOf } from './support/check-pages';
import { openPortal } from './support/open-portal';
import { accessibilityProblems } from './support/portal-browser';

const portal = openPortal();

const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate();

describe('security of an account', () => {
  it('is fit to be seen', async () => {
    const affiliate = await portal.network.signUp('affiliate');
    const watched = await portal.browser.open({ as: affiliate });

    expect(await problemsOf(portal.browser, watched, '/settings/security')).toEqual([]);
  }, 60_000);

  it('turns the second factor on, shows the recovery codes once, and off again', async () => {
    const affiliate = await portal.network.signUp('affiliate');
    const { page } = await portal.browser.open({ as: affiliate });
    await page.goto(`${portal.network.apiUrl}/settings/security`);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByLabel('Current password', { exact: true }).first().fill(affiliate.password);
    await page.getByRole('button', { name: 'Next' }).click();
    const secret = await page.getByLabel('Key for your authenticator app', { exact: true }).inputValue();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret));
    await page.getByRole('button', { name: 'Turn on' }).click();
    const codes = (await page.getByRole('region', { name: 'Recovery codes' }).innerText()).split('\n');
    expect(codes).toHaveLength(10);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have kept them' }).click();

    await page.getByRole('button', { name: 'Turn off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Current password', { exact: true }).fill(affiliate.password);
    await dialog.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
    await dialog.getByRole('button', { name: 'Turn off' }).click();

    await page.getByRole('button', { name: 'Set up' }).waitFor();
  });

  it('asks for a fresh code where one is needed, then goes on by itself', async () => {
    const affiliate = await portal.network.signUp('affiliate');
    const { page } = await portal.browser.open({ as: affiliate });
    const { secret } = await affiliate.client.post('/me/second-factor', { password: affiliate.password });
    const { recovery_codes: recoveryCodes } = await affiliate.client.post('/me/second-factor/confirm', { code: codeOf(secret) });
    await page.goto(`${portal.network.apiUrl}/settings/security`);
    await page.getByLabel('Current password', { exact: true }).fill(affiliate.password);
    await page.getByLabel('New password', { exact: true }).fill('another long password');
    await page.getByRole('button', { name: 'Save the password' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByLabel('Code', { exact: true }).fill('nonsense');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('That code is not right').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByLabel('Code', { exact: true }).fill(recoveryCodes[0]);
    await dialog.getByRole('button', { name: 'Continue' }).click();

    await page.getByText('Your password is changed').waitFor();
  });

  it('ends other sessions', async () => {
    const affiliate = await portal.network.signUp('affiliate');
    const { page } = await portal.browser.open({ as: affiliate });
    await page.goto(`${portal.network.apiUrl}/settings/security`);
    await page.getByRole('button', { name: 'End all others' }).click();
    await page.getByText('All other sessions have ended').waitFor();

    expect((await affiliate.client.call('GET', '/me')).status).toBe(401);
    expect(await page.getByText('This one').count()).toBe(1);
  });
});
