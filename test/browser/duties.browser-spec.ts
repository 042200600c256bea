import { Secret, TOTP } from 'otpauth';
import { PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';
import { problemsOf } from './support/check-pages';
import { accessibilityProblems, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;

beforeAll(async () => {
  network = await startNetwork({ env: { EMAIL_VERIFICATION: 'required', SECOND_FACTOR_ROLES: 'admin,finance' } });
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

describe('what the network insists on', () => {
  it('leads staff without a second factor to where it is set up, says why, and opens everything afterwards', async () => {
    const watched = await browser.open({ as: { email: 'finance@network.test', password: PASSWORD } });
    const { page, complaints } = watched;
    await page.goto(`${network.apiUrl}/batches`);
    await page.getByText('Set up a second factor first').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Security' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/security');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByRole('heading', { level: 1, name: 'Security' }).waitFor();

    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByLabel('Current password', { exact: true }).first().fill(PASSWORD);
    await page.getByRole('button', { name: 'Next' }).click();
    const secret = await page.getByLabel('Key for your authenticator app', { exact: true }).inputValue();
    await page.getByLabel('Code', { exact: true }).fill(new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate());
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    expect(await page.getByText('Set up a second factor first').count()).toBe(0);
    complaints.splice(0);

    expect(await problemsOf(browser, watched, '/batches')).toEqual([]);
  }, 60_000);

  it('offers the mail again where an unproven mailbox stops something, in a dialog and in a notice', async () => {
    const advertiser = await network.signUp('advertiser');
    const { page } = await browser.open({ as: advertiser });
    await page.goto(`${network.apiUrl}/settings/team`);
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('colleague@example.test');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await dialog.getByRole('button', { name: 'Send the mail again' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send the mail again' }).click();
    await dialog.getByText('The mail is on its way').waitFor();

    const offer = await advertiser.client.post('/offers', { name: 'Tents', landing_url: 'https://shop.example/', currency: 'EUR', commission: { type: 'flat', amount: 1200 } });
    await page.goto(`${network.apiUrl}/offers/${offer.id}`);
    await page.getByRole('button', { name: 'Publish' }).click();
    const notice = page.locator('.mantine-Notification-root');
    await notice.getByRole('button', { name: 'Send the mail again' }).click();
    await notice.getByText('The mail is on its way').waitFor();
  }, 60_000);
});
