import { problemsOf } from './support/check-pages';
import { joinTeam } from '../support/join-team';
import { openPortal } from './support/open-portal';
import { accessibilityProblems, PHONE } from './support/portal-browser';

const portal = openPortal();

describe('the team of an organization', () => {
  it('is fit to be seen, with members and an open invitation', async () => {
    const [owner, member] = [await portal.network.signUp('advertiser', { name: 'Northwind Outdoor' }), await portal.network.signUp('affiliate')];
    await joinTeam(portal.network, owner, member);
    await owner.client.post('/invitations', { email: 'new.colleague@northwind.example', team_role: 'owner' });
    const watched = await portal.browser.open({ as: owner });

    expect(await problemsOf(portal.browser, watched, '/settings/team')).toEqual([]);
  }, 60_000);

  it('invites, names what is missing, and revokes', async () => {
    const owner = await portal.network.signUp('advertiser');
    const { page, complaints } = await portal.browser.open({ as: owner });
    await page.goto(`${portal.network.apiUrl}/settings/team`);
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
    const [owner, member] = [await portal.network.signUp('advertiser', { name: 'First Owner' }), await portal.network.signUp('affiliate', { name: 'Second Person' })];
    await joinTeam(portal.network, owner, member);
    const { page } = await portal.browser.open({ as: owner });
    await page.goto(`${portal.network.apiUrl}/settings/team`);
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
    const [owner, guest] = [await portal.network.signUp('advertiser', { name: 'Northwind Outdoor' }), await portal.network.signUp('affiliate', { name: 'Trail Notes' })];
    await joinTeam(portal.network, owner, guest);
    const { page } = await portal.browser.open({ as: guest, ...(viewport ? { viewport } : {}) });
    await page.goto(`${portal.network.apiUrl}/channels`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Account of Trail Notes' }).click();
    await page.getByRole('menuitem', { name: 'Northwind Outdoor' }).waitFor();
    await page.getByRole('menuitem', { name: 'Northwind Outdoor' }).click();

    await page.waitForURL(`${portal.network.apiUrl}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(`${portal.network.apiUrl}/settings/team`);
    await page.getByText('Changing the team is for people with the role “Owner”').waitFor();
    expect(await page.getByRole('button', { name: 'Invite somebody' }).count()).toBe(0);
  });
});
