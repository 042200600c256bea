import { eventually } from '../support/eventually';
import { type RunningNetwork, startNetwork } from '../support/running-network';
import { problemsOfAll } from './support/check-pages';
import { accessibilityProblems, PortalBrowser } from './support/portal-browser';

let network: RunningNetwork;
let browser: PortalBrowser;
const NEW_PASSWORD = 'another long password';

beforeAll(async () => {
  network = await startNetwork({ env: { EMAIL_VERIFICATION: 'required' } });
  browser = await PortalBrowser.launch(network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
});

/** Where the newest mail to somebody leads to, on this portal. */
async function linkTo(page: string, email: string): Promise<string> {
  return eventually(async () => {
    const mails = (await network.admin.get('/mails')).data as { id: string; to: string }[];
    for (const { id } of mails.filter(({ to }) => to === email)) {
      const { text } = await network.admin.get(`/mails/${id}`);
      const token = new RegExp(`/${page}#token=([\\w-]+)`).exec(text)?.[1];
      if (token !== undefined) return `${network.apiUrl}/${page}#token=${token}`;
    }
    throw new Error(`no mail to ${email} leads to ${page}`);
  });
}

describe('links of mails', () => {
  it('lead to pages that are fit to be seen', async () => {
    const email = 'invited@example.test';
    await network.admin.post('/invitations', { email, team_role: 'finance' });
    const invitation = new URL(await linkTo('invitation', email));
    const watched = await browser.open();

    expect(await problemsOfAll(browser, watched, [
      ['verify-email', '/verify-email#token=x'], ['forgot-password', '/forgot-password'], ['reset-password', '/reset-password#token=x'], ['invitation', `${invitation.pathname}${invitation.hash}`],
    ])).toEqual([]);
  }, 60_000);

  it('asks for a confirmed address until the link was followed, which takes the secret out of the address', async () => {
    const affiliate = await network.signUp('affiliate', { name: 'Fresh Trails' });
    const { page, complaints } = await browser.open({ as: affiliate });
    await page.goto(`${network.apiUrl}/`);
    await page.getByText('Confirm your e-mail address').waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.goto(await linkTo('verify-email', affiliate.email));
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your address is confirmed' }).waitFor();
    expect(page.url()).toBe(`${network.apiUrl}/verify-email`);
    await page.getByRole('link', { name: 'Go on' }).click();

    await page.getByText('0 of 4 done').waitFor();
    expect(await page.getByText('Confirm your e-mail address').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('leads from a forgotten password to a new one, once', async () => {
    const affiliate = await network.signUp('affiliate', { name: 'Forgetful Pages' });
    const { page } = await browser.open();
    await page.goto(`${network.apiUrl}/sign-in`);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail').fill(affiliate.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { level: 1, name: 'Look into your mailbox' }).waitFor();
    const link = await linkTo('reset-password', affiliate.email);
    await page.goto(link);
    await page.getByLabel('New password').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Save the password' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your password is changed' }).waitFor();

    await page.getByRole('link', { name: 'Go to sign-in' }).click();
    await page.getByLabel('E-mail').fill(affiliate.email);
    await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('0 of 4 done').waitFor();

    const again = (await browser.open()).page;
    await again.goto(link);
    await again.getByLabel('New password').fill(NEW_PASSWORD);
    await again.getByRole('button', { name: 'Save the password' }).click();
    await again.getByText('This link is over').waitFor();
  });

  it('lets somebody new join a team, and somebody known after a sign-in', async () => {
    const known = await network.signUp('advertiser', { name: 'Known Company' });
    for (const email of ['new-colleague@example.test', known.email]) await network.admin.post('/invitations', { email, team_role: 'finance' });
    const { page } = await browser.open();
    await page.goto(await linkTo('invitation', 'new-colleague@example.test'));
    await page.getByLabel('Your name').fill('Nadia Newcomer');
    await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole('checkbox', { name: /I accept the/ }).check();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create account and join' }).click();
    await page.getByRole('button', { name: 'Account of Nadia Newcomer' }).waitFor();

    const other = (await browser.open()).page;
    await other.goto(await linkTo('invitation', known.email));
    await other.getByRole('link', { name: 'Sign in and accept' }).click();
    await other.getByLabel('E-mail').fill(known.email);
    await other.getByLabel('Password', { exact: true }).fill(known.password);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('button', { name: 'Accept the invitation' }).click();

    await other.getByRole('link', { name: 'Payout batches' }).waitFor();
  });
});
