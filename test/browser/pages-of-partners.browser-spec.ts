import { findIds, PAGES, PUBLIC_PAGES, withIds } from '../../tools/browser/portal-pages.mjs';
import { problemsOfAll } from './support/check-pages';
import { PortalBrowser } from './support/portal-browser';
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

describe('every page is accessible, quiet and loads nothing from elsewhere, in light and dark, on a laptop and on a phone', () => {
  it('for who is not signed in', async () => {
    const watched = await browser.open();
    const ids = await findIds(async (path) => (await seeded.affiliate.client.call('GET', `/${path}`)).body.data ?? null);
    expect(await problemsOfAll(browser, watched, withIds(PUBLIC_PAGES, ids))).toEqual([]);
  });

  it.each(['affiliate', 'advertiser'] as const)('for an %s at work', async (role) => {
    const { client } = seeded[role];
    const ids = await findIds(async (path) => (await client.call('GET', `/${path}`)).body.data ?? null);
    const watched = await browser.open({ as: seeded.people[role] });

    expect(await problemsOfAll(browser, watched, withIds(PAGES[role], ids))).toEqual([]);
  }, 240_000);

  it.each([['affiliate', 'newAffiliate'], ['advertiser', 'newAdvertiser']] as const)('for an %s on the first day, when lists are empty', async (role, person) => {
    const watched = await browser.open({ as: seeded.people[person] });

    expect(await problemsOfAll(browser, watched, withIds(PAGES[role], {}))).toEqual([]);
  }, 180_000);
});
