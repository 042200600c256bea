import { findIds, PAGES, withIds } from '../../tools/browser/portal-pages.mjs';
import { problemsOfAll } from './support/check-pages';
import { accessibilityProblems, PortalBrowser } from './support/portal-browser';
import { type SeededPortal, seedPortal } from './support/seeded-portal';

let seeded: SeededPortal;
let browser: PortalBrowser;

beforeAll(async () => {
  seeded = await seedPortal();
  browser = await PortalBrowser.launch(seeded.network.apiUrl);
});
afterAll(async () => {
  await browser?.close();
  await seeded?.network.close();
});

/** Finance has looked at these; staff see the same ones. */
const SHARED = new Set(PAGES.finance.map(([name]) => name).filter((name) => name !== 'overview' && name !== 'conversions' && name !== 'offer'));

describe('every page is accessible, quiet and loads nothing from elsewhere, in light and dark, on a laptop and on a phone', () => {
  it.each(['finance', 'admin'] as const)('for %s', async (role) => {
    const ids = await findIds(async (path) => (await seeded.network[role].call('GET', `/${path}`)).body.data ?? null);
    const watched = await browser.open({ as: seeded.people[role] });

    expect(await problemsOfAll(browser, watched, withIds(PAGES[role], ids).filter(([one]) => role === 'finance' || !SHARED.has(one)))).toEqual([]);
  }, 240_000);
});

describe('when the server is away', () => {
  it('a page says so and offers to try again', async () => {
    const { page } = await browser.open({ as: seeded.people.finance });
    await page.route('**/api/v1/payouts?*', (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify({ code: 'request.malformed', title: 'Malformed', status: 400, detail: 'The cursor is not one of ours', request_id: 'req_1' }) }));
    await page.goto(`${seeded.network.apiUrl}/payouts`);
    const alert = page.getByRole('alert');
    await alert.getByText('The cursor is not one of ours').waitFor();

    expect(await accessibilityProblems(page)).toEqual([]);
    await page.unroute('**/api/v1/payouts?*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
  });
});
