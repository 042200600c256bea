import type { Locator, Page } from 'playwright-core';
import { problemsOf } from './support/check-pages';
import { choose } from './support/choose';
import { type Hands, Keyboard, Mouse } from './support/hands';
import { joinTeam } from '../support/join-team';
import { openPortal } from './support/open-portal';
import { accessibilityProblems, LAPTOP, PHONE } from './support/portal-browser';

const portal = openPortal();

const WEEKLY = { group_by: ['offer', 'country'], period: 'last_7_days', timezone: 'Europe/Berlin', sort: '-clicks', compare: 'previous_period' };

const menuOf = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const searchOf = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);
const ready = (page: Page): Promise<void> => menuOf(page, 'Save as').waitFor();

describe('saved reports', () => {
  it.each([['with a mouse', LAPTOP, Mouse], ['by keyboard alone', LAPTOP, Keyboard], ['on a phone', PHONE, Mouse]])('are saved, opened again, renamed, shared and deleted: %s', async (_, viewport, HandsOf) => {
    const account = await portal.network.signUp('advertiser', { name: 'Northwind Outdoor' });
    const { page, complaints } = await portal.browser.open({ viewport, as: account });
    const hands: Hands = new HandsOf(page);
    await page.goto(`${portal.network.apiUrl}/reports?by=offer&then=country&period=7d&compare=true&device=mobile`);
    await ready(page);

    await hands.press(menuOf(page, 'Save as'));
    const dialog = page.getByRole('dialog', { name: 'Save this report' });
    await dialog.waitFor();
    await hands.press(dialog.getByRole('button', { name: 'Save' }));
    await dialog.getByText('Give it a name').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await hands.fill(dialog.getByLabel('Name'), 'Weekly phones');
    await hands.press(dialog.getByRole('button', { name: 'Save' }));
    await page.getByText('Only you see it').waitFor();
    const { data: [saved] } = await account.client.get('/saved-reports');
    expect(saved).toMatchObject({ name: 'Weekly phones', visibility: 'private', query: { group_by: ['offer', 'country'], period: 'last_7_days', device: ['mobile'], compare: 'previous_period', timezone: 'Europe/Berlin' } });

    await page.goto(`${portal.network.apiUrl}/reports`);
    await ready(page);
    await choose(page, hands, menuOf(page, 'Saved reports'), 'Weekly phones');
    await page.waitForURL(/device=mobile/);
    expect(searchOf(page)).toEqual({ by: 'offer', then: 'country', period: '7d', compare: 'true', device: 'mobile', saved: saved.id });
    await page.reload();
    await page.getByText('Only you see it').waitFor();

    await hands.press(page.getByRole('button', { name: 'Take away Device: mobile' }));
    await page.getByText('Changed since it was saved').waitFor();
    await hands.press(page.getByRole('button', { name: 'Undo changes' }));
    await page.getByText('Device: mobile').waitFor();
    await hands.press(page.getByRole('button', { name: 'Take away Device: mobile' }));
    await hands.press(page.getByRole('button', { name: 'Save changes' }));
    await page.getByText('Only you see it').waitFor();
    expect((await account.client.get(`/saved-reports/${saved.id}`)).query).not.toHaveProperty('device');

    await choose(page, hands, page.getByRole('button', { name: 'More for Weekly phones' }), 'Name and sharing');
    const edit = page.getByRole('dialog', { name: 'Name and sharing' });
    await hands.fill(edit.getByLabel('Name'), 'Weekly');
    await hands.check(edit.getByRole('switch', { name: 'Share with your team' }));
    expect(await accessibilityProblems(page)).toEqual([]);
    await hands.press(edit.getByRole('button', { name: 'Save' }));
    await page.getByText('Shared with your team').waitFor();
    expect(await account.client.get(`/saved-reports/${saved.id}`)).toMatchObject({ name: 'Weekly', visibility: 'shared' });

    await choose(page, hands, page.getByRole('button', { name: 'More for Weekly' }), 'Delete');
    const removal = page.getByRole('dialog', { name: 'Delete this saved report?' });
    await removal.getByText('“Weekly” is deleted for your whole team.').waitFor();
    await hands.press(removal.getByRole('button', { name: 'Delete' }));
    await page.getByText('Deleted “Weekly”').waitFor();
    await menuOf(page, 'Saved reports').waitFor();
    expect([(await account.client.get('/saved-reports')).data, searchOf(page)['saved']]).toEqual([[], undefined]);
    expect(complaints).toEqual([]);
  }, 90_000);

  it('of others are opened, not changed, and those that are gone say so', async () => {
    const [owner, member] = [await portal.network.signUp('advertiser', { name: 'Ada Owner' }), await portal.network.signUp('advertiser', { name: 'Bo Member' })];
    const shared = await owner.client.post('/saved-reports', { name: 'Team view', visibility: 'shared', query: { ...WEEKLY, timezone: 'Asia/Tokyo' } });
    const hidden = await owner.client.post('/saved-reports', { name: 'Hidden', query: WEEKLY });
    await owner.client.post('/saved-reports', { name: 'Three cuts', visibility: 'shared', query: { ...WEEKLY, group_by: ['offer', 'country', 'day'] } });
    await joinTeam(portal.network, owner, member);
    const { page, complaints } = await portal.browser.open({ as: member });
    await page.goto(`${portal.network.apiUrl}/settings/team`);
    await page.getByRole('button', { name: 'Account of Bo Member' }).click();
    await page.getByRole('menuitem', { name: 'Ada Owner' }).click();
    await page.waitForURL(`${portal.network.apiUrl}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(`${portal.network.apiUrl}/reports`);
    await menuOf(page, 'Saved reports').click();
    await page.getByRole('menuitem', { name: /^Team view/ }).getByText('by Ada Owner').waitFor();
    expect(await page.getByRole('menuitem', { name: /^Three cuts/ }).isDisabled()).toBe(true);
    expect(await page.getByRole('menuitem', { name: 'Hidden' }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('menuitem', { name: /^Team view/ }).click();
    await page.getByText('Shared by Ada Owner').waitFor();
    await page.getByText('Days of Asia/Tokyo').first().waitFor();
    await page.getByRole('button', { name: 'More for Team view' }).click();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Send it to me now']);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Take away Days of Asia/Tokyo' }).click();
    await page.getByText('Changed since it was saved').waitFor();
    expect(await page.getByRole('button', { name: 'Save changes' }).count()).toBe(0);

    await page.goto(`${portal.network.apiUrl}/reports?saved=${hidden.id}`);
    await page.getByText('This saved report was deleted, or is not shared with you.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on without it' }).click();
    await page.waitForURL((url) => !url.searchParams.has('saved'));
    expect(shared.version).toBe(1);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('are fit to be seen, open and in the menu', async () => {
    const account = await portal.network.signUp('affiliate');
    const saved = await account.client.post('/saved-reports', { name: 'A rather long name of a report that somebody has saved for every Monday', visibility: 'shared', query: { ...WEEKLY, sort: '-commission' } });
    const watched = await portal.browser.open({ as: account });
    expect(await problemsOf(portal.browser, watched, `/reports?saved=${saved.id}`)).toEqual([]);

    const { page } = await portal.browser.open({ as: account, viewport: PHONE, colorScheme: 'dark' });
    await page.goto(`${portal.network.apiUrl}/reports?saved=${saved.id}`);
    await page.getByRole('button', { name: /^Saved reports: A rather long/ }).click();
    await page.getByRole('menuitem', { name: /^A rather long/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  }, 60_000);

  it('that cannot be read say so, and can be asked for again', async () => {
    const account = await portal.network.signUp('affiliate');
    const { page } = await portal.browser.open({ as: account });
    let refused = true;
    await page.route('**/api/v1/saved-reports?*', (route) => (refused ? route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify({ code: 'request.malformed', title: 'Malformed', status: 400, detail: 'Refused by the test' }) }) : route.continue()));
    await page.goto(`${portal.network.apiUrl}/reports`);
    await page.getByRole('alert').filter({ hasText: 'Refused by the test' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    refused = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await menuOf(page, 'Saved reports').click();
    await page.getByText('Nothing saved yet').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  }, 60_000);
});
