import { joinTeam } from '../support/join-team';
import { mailTo } from '../support/mailbox';
import { choose, chooseIn } from './support/choose';
import { type Hands, Keyboard, Mouse } from './support/hands';
import { openPortal } from './support/open-portal';
import { accessibilityProblems, LAPTOP, PHONE } from './support/portal-browser';

const portal = openPortal();
const QUERY = { group_by: ['offer'], period: 'last_7_days', timezone: 'Europe/Berlin' };

describe('sending a saved report by e-mail', () => {
  it.each([['with a mouse', LAPTOP, Mouse], ['by keyboard alone', LAPTOP, Keyboard], ['on a phone', PHONE, Mouse]])('is set, changed, paused and ended: %s', async (_, viewport, HandsOf) => {
    const [account, member] = [await portal.network.signUp('advertiser', { name: 'Ada Owner' }), await portal.network.signUp('advertiser', { name: 'Bo Member' })];
    await joinTeam(portal.network, account, member);
    const saved = await account.client.post('/saved-reports', { name: 'Weekly', visibility: 'shared', query: QUERY });
    const schedule = () => account.client.get(`/saved-reports/${saved.id}/schedule`);
    const { page, complaints } = await portal.browser.open({ viewport, as: account });
    const hands: Hands = new HandsOf(page);
    const dialog = page.getByRole('dialog', { name: 'Send “Weekly” by e-mail' });
    const more = page.getByRole('button', { name: 'More for Weekly' });
    await page.goto(`${portal.network.apiUrl}/open/${saved.id}`);
    await page.getByText('Shared with your team', { exact: true }).waitFor();

    await choose(page, hands, more, 'Send by e-mail');
    await dialog.getByText('By the clocks of Europe/Berlin.').waitFor();
    await dialog.getByText('This report’s period ends today').waitFor();
    await chooseIn(page, hands, dialog.getByRole('combobox', { name: 'How often' }), 'Every month');
    await chooseIn(page, hands, dialog.getByRole('combobox', { name: 'On day' }), '31');
    await dialog.getByText('A month that is shorter sends on its last day.').waitFor();
    await chooseIn(page, hands, dialog.getByRole('combobox', { name: 'At', exact: true }), '06:00');
    await hands.check(dialog.getByRole('checkbox', { name: 'Bo Member' }));
    expect(await accessibilityProblems(page)).toEqual([]);
    await hands.press(dialog.getByRole('button', { name: 'Save' }));
    await page.getByText('Shared with your team · Sent to you by e-mail').waitFor();
    expect(await schedule()).toMatchObject({ frequency: 'monthly', day_of_month: 31, hour: 6, timezone: 'Europe/Berlin', is_paused: false, receivers: [{ name: 'Ada Owner' }, { name: 'Bo Member' }] });

    await choose(page, hands, more, 'Send by e-mail');
    await dialog.getByText(/^Next on 3[01] \w{3} \d{4}, 06:00$|^Next on 2[89] Feb \d{4}, 06:00$/).waitFor();
    await chooseIn(page, hands, dialog.getByRole('combobox', { name: 'How often' }), 'Every day');
    await hands.uncheck(dialog.getByRole('switch', { name: 'Send it' }));
    expect(await accessibilityProblems(page)).toEqual([]);
    await hands.press(dialog.getByRole('button', { name: 'Save' }));
    await page.getByText('Shared with your team · E-mail paused').waitFor();
    expect(await schedule()).toMatchObject({ frequency: 'daily', weekday: null, day_of_month: null, is_paused: true });

    await choose(page, hands, more, 'Stop sending it to me');
    await page.getByText('“Weekly” is not sent to you any more').waitFor();
    expect((await schedule()).receivers).toMatchObject([{ name: 'Bo Member' }]);
    await choose(page, hands, more, 'Send by e-mail');
    await dialog.getByText('Paused', { exact: true }).waitFor();
    await hands.press(dialog.getByRole('button', { name: 'Delete the schedule' }));
    await page.getByText('Shared with your team', { exact: true }).waitFor();
    expect((await account.client.call('GET', `/saved-reports/${saved.id}/schedule`)).status).toBe(404);
    expect(complaints).toEqual([]);
  }, 90_000);

  it('says why it has stopped, and that somebody must be chosen', async () => {
    const account = await portal.network.signUp('affiliate');
    const saved = await account.client.post('/saved-reports', { name: 'Stopped', query: QUERY });
    await account.client.put(`/saved-reports/${saved.id}/schedule`, { frequency: 'daily', hour: 8, timezone: 'UTC', receivers: [account.userId] });
    await portal.network.sql(`UPDATE report_schedule SET paused_at = now(), pause_reason = 'report.currency_required'`);
    const { page } = await portal.browser.open({ as: account, colorScheme: 'dark' });
    await page.goto(`${portal.network.apiUrl}/open/${saved.id}`);
    await page.getByText('Only you see it · E-mail paused').waitFor();
    await page.getByRole('button', { name: 'More for Stopped' }).click();
    await page.getByRole('menuitem', { name: 'Send by e-mail' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('There are offers in several currencies by now').waitFor();
    await dialog.getByText('To you. Share the report with your team').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Only you see it · Sent to you by e-mail').waitFor();

    await account.client.patch(`/saved-reports/${saved.id}`, { visibility: 'shared' });
    await page.reload();
    await page.getByText('Shared with your team · Sent to you by e-mail').waitFor();
    await page.getByRole('button', { name: 'More for Stopped' }).click();
    await page.getByRole('menuitem', { name: 'Send by e-mail' }).click();
    await dialog.getByRole('checkbox').uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Choose at least one person').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  }, 60_000);

  it('goes on for its maker after it was taken from everybody else, and not over a change of somebody else', async () => {
    const [account, other] = [await portal.network.signUp('affiliate'), await portal.network.signUp('affiliate')];
    const saved = await account.client.post('/saved-reports', { name: 'Mine again', query: QUERY });
    const schedule = { frequency: 'daily', hour: 8, timezone: 'UTC', receivers: [account.userId] };
    await account.client.put(`/saved-reports/${saved.id}/schedule`, schedule);
    await portal.network.sql(`UPDATE report_schedule SET receivers = (SELECT array_agg(id) FROM user_account WHERE email = $1), paused_at = now(), pause_reason = 'report_schedule.nobody_left'`, [other.email]);
    const { page } = await portal.browser.open({ as: account });
    const dialog = page.getByRole('dialog');
    const open = async (): Promise<void> => {
      await page.getByRole('button', { name: 'More for Mine again' }).click();
      await page.getByRole('menuitem', { name: 'Send by e-mail' }).click();
      await dialog.getByText('By the clocks of Europe/Berlin.').waitFor();
    };
    await page.goto(`${portal.network.apiUrl}/open/${saved.id}`);
    await open();
    await dialog.getByText('Nobody of its list can get it any more').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Only you see it · Sent to you by e-mail').waitFor();
    expect((await account.client.get(`/saved-reports/${saved.id}/schedule`)).receivers).toMatchObject([{ id: account.userId, gets_it: true }]);

    await open();
    await account.client.put(`/saved-reports/${saved.id}/schedule`, { ...schedule, is_paused: true });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Somebody has changed the schedule since you read it').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Only you see it · E-mail paused').waitFor();
    await open();
    expect(await dialog.getByRole('switch', { name: 'Send it' }).isChecked()).toBe(false);
  }, 60_000);

  it('leads who is signed in to another of their organizations to the right one', async () => {
    const [owner, member] = [await portal.network.signUp('advertiser', { name: 'Ada Owner' }), await portal.network.signUp('advertiser', { name: 'Bo Member' })];
    const saved = await owner.client.post('/saved-reports', { name: 'Elsewhere', visibility: 'shared', query: QUERY });
    const { page } = await portal.browser.open({ as: member });
    await page.goto(`${portal.network.apiUrl}/open/${saved.id}`);
    await page.getByText('No such saved report').waitFor();
    expect(await page.getByText('another organization of yours').count()).toBe(0);

    await joinTeam(portal.network, owner, member);
    await page.reload();
    await page.getByText('If it belongs to another organization of yours').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Account of Bo Member' }).click();
    await page.getByRole('menuitem', { name: 'Ada Owner' }).click();
    await page.waitForURL(`${portal.network.apiUrl}/`);
    await page.goto(`${portal.network.apiUrl}/open/${saved.id}`);
    await page.getByText('Shared by Ada Owner').waitFor();
  }, 60_000);

  it('brings the mail of now, whose link opens the report', async () => {
    const account = await portal.network.signUp('affiliate');
    const saved = await account.client.post('/saved-reports', { name: 'Now', query: { ...QUERY, group_by: ['country'] } });
    const { page, complaints } = await portal.browser.open({ as: account });
    await page.goto(`${portal.network.apiUrl}/open/${saved.id}`);
    await page.getByRole('button', { name: 'More for Now' }).click();
    await page.getByRole('menuitem', { name: 'Send it to me now' }).click();
    await page.getByText(`On its way to ${account.email}`).waitFor();
    const link = /https?:\S+\/open\/srp_\w+/.exec((await mailTo(portal.network, account.email, 'scheduled_report')).text)?.[0] ?? '';
    await page.goto(`${portal.network.apiUrl}/`);
    await page.goto(portal.network.apiUrl + new URL(link).pathname);
    await page.waitForURL((url) => url.searchParams.get('by') === 'country' && url.searchParams.get('saved') === saved.id);
    await page.getByText('Only you see it').waitFor();
    expect(complaints).toEqual([]);

    await page.goto(`${portal.network.apiUrl}/open/srp_01jd0000000000000000000000`);
    await page.getByText('No such saved report').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  }, 60_000);
});
