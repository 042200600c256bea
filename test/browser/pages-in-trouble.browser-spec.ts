import type { Page } from 'playwright-core';
import { findIds, PAGES, withIds } from '../../tools/browser/portal-pages.mjs';
import { accessibilityProblems, LAPTOP, PHONE, PortalBrowser } from './support/portal-browser';
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

const PROBLEM = { code: 'request.malformed', title: 'Malformed', status: 400, detail: 'Refused by the test', request_id: 'req_1' };
/** What the frame around a page asks for. */
const OF_THE_FRAME = /\/api\/v1\/(me|auth\/.*|organizations|members|notices\/unseen)(\?|$)/;
/** Pages whose content is not asked of the API, or that the role does not include. */
const ASKS_NOTHING = new Set(['offer-new', 'denied']);
const OF_FINANCE_TOO = new Set(PAGES.finance.map(([name]) => name).filter((name) => name !== 'overview'));

/** Everything that the page itself reads is refused. */
async function refuseAll(page: Page): Promise<void> {
  await page.route('**/api/v1/**', (route) => (route.request().method() !== 'GET' || OF_THE_FRAME.test(route.request().url()) ? route.continue() : route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify(PROBLEM) })));
}

async function problemsOf(page: Page, url: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(LAPTOP);
  await page.goto(url);
  try {
    await page.getByRole('alert').filter({ hasText: PROBLEM.detail }).first().waitFor();
  } catch {
    return ['says nothing of the failure'];
  }
  const problems = await accessibilityProblems(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(PHONE);
  problems.push(...(await accessibilityProblems(page)).map((problem) => `phone: ${problem}`));
  if (/undefined|NaN|\[object/.test(await page.innerText('body'))) problems.push('shows what only programmers read');
  return problems;
}

describe('a page whose data cannot be read says so, accessibly', () => {
  it.each(['affiliate', 'advertiser', 'finance', 'admin'] as const)('for %s', async (role) => {
    const client = role === 'finance' || role === 'admin' ? seeded.network[role] : seeded[role].client;
    const ids = await findIds(async (path) => (await client.call('GET', `/${path}`)).body.data ?? null);
    const { page } = await browser.open({ as: seeded.people[role] });
    await refuseAll(page);
    const found: string[] = [];
    for (const [name, path] of withIds(PAGES[role], ids)) {
      if (ASKS_NOTHING.has(name) || (role === 'admin' && OF_FINANCE_TOO.has(name))) continue;
      found.push(...(await problemsOf(page, `${seeded.network.apiUrl}${path}`)).map((problem) => `${name}: ${problem}`));
    }
    expect(found).toEqual([]);
  }, 240_000);
});
