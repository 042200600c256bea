import { eventually } from '../support/eventually';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';
import { problemsOf } from './support/check-pages';
import { accessibilityProblems, PHONE, PortalBrowser } from './support/portal-browser';

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

/** Makes somebody who has an account a member of another organization, as the mail's link does. */
async function join(host: Account, guest: Account, teamRole = 'member'): Promise<void> {
  await host.client.post('/invitations', { email: guest.email, team_role: teamRole });
  const token = await eventually(async () => {
    for (const { id } of (await network.admin.get(`/mails?to=${guest.email}`)).data as { id: string }[]) {
      const found = /\/invitation#token=([\w-]+)/.exec((await network.admin.get(`/mails/${id}`)).text)?.[1];
      if (found !== undefined) return found;
    }
    throw new Error(`no invitation of ${guest.email} has arrived`);
  });
  await guest.client.post('/invitations/accept', { token });
}

describe('the team of an organization', () => {
  it('is fit to be seen, with members and an open invitation', async () => {
    const [owner, member] = [await network.signUp('advertiser', { name: 'Northwind Outdoor' }), await network.signUp('affiliate')];
    await join(owner, member);
    await owner.client.post('/invitations', { email: 'new.colleague@northwind.example', team_role: 'owner' });
    const watched = await browser.open({ as: owner });

    expect(await problemsOf(browser, watched, '/settings/team')).toEqual([]);
  }, 60_000);

  it('invites, names what is missing, and revokes', async () => {
    const owner = await network.signUp('advertiser');
    const { page, complaints } = await browser.open({ as: owner });
    await page.goto(`${network.apiUrl}/settings/team`);
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite to the team' });
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await dialog.getByText('Enter an e-mail address').waitFor();
    await dialog.getByRole('radio', { name: 'Owner' }).check();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByLabel('E-mail').fill('colleague@example.test');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText('The invitation to colleague@example.test is on its way').waitFor();
    expect((await owner.client.get('/invitations')).data).toEqual([expect.objectContaining({ email: 'colleague@example.test', team_role: 'owner' })]);

    await page.getByRole('button', { name: 'Revoke: colleague@example.test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('No open invitations').waitFor();
    expect((await owner.client.get('/invitations')).data).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('changes roles and removes, but not the last owner', async () => {
    const [owner, member] = [await network.signUp('advertiser', { name: 'First Owner' }), await network.signUp('affiliate', { name: 'Second Person' })];
    await join(owner, member);
    const { page } = await browser.open({ as: owner });
    await page.goto(`${network.apiUrl}/settings/team`);
    await page.getByRole('button', { name: 'Leave: First Owner' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await dialog.getByText('Somebody has to manage the team').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Make owner: Second Person' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make owner' }).click();
    await page.getByText('Second Person: Owner').waitFor();
    await page.getByRole('button', { name: 'Remove: Second Person' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Second Person was removed').waitFor();

    expect((await owner.client.get('/members')).data).toHaveLength(1);
  });

  it.each([['on a laptop', undefined], ['on a phone', PHONE]])('shows a member of several organizations the way from one to the other, %s', async (_, viewport) => {
    const [owner, guest] = [await network.signUp('advertiser', { name: 'Northwind Outdoor' }), await network.signUp('affiliate', { name: 'Trail Notes' })];
    await join(owner, guest);
    const { page } = await browser.open({ as: guest, ...(viewport ? { viewport } : {}) });
    await page.goto(`${network.apiUrl}/channels`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Account of Trail Notes' }).click();
    await page.getByRole('menuitem', { name: 'Northwind Outdoor' }).waitFor();
    await page.getByRole('menuitem', { name: 'Northwind Outdoor' }).click();

    await page.waitForURL(`${network.apiUrl}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(`${network.apiUrl}/settings/team`);
    await page.getByText('Changing the team is for people with the role “Owner”').waitFor();
    expect(await page.getByRole('button', { name: 'Invite somebody' }).count()).toBe(0);
  });
});
