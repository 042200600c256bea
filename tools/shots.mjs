/**
 * Photographs every page of the portal of a running network with demo data into shots/.
 *
 *   npm run shots -- [--url http://localhost:3000] [--role affiliate] [--page offers] [--width 390] [--scheme dark] [--viewport]
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './browser/find-chromium.mjs';
import { LOGINS, SESSION_KEY, signIn } from './browser/demo-session.mjs';
import { findIds, PAGES, PUBLIC_PAGES, withIds } from './browser/portal-pages.mjs';

const FOLDER = resolve('shots');
const { values: wanted } = parseArgs({
  options: { url: { type: 'string', default: 'http://localhost:3000' }, role: { type: 'string' }, page: { type: 'string' }, width: { type: 'string' }, scheme: { type: 'string' }, viewport: { type: 'boolean', default: false } },
});

const lists = (token) => async (path) => {
  const answer = await fetch(`${wanted.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
  return answer.ok ? (await answer.json()).data : null;
};

async function openContext(browser, session, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, colorScheme, reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', locale: 'en-GB' });
  if (session) {
    await context.addInitScript(([key, value]) => {
      if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value);
    }, [SESSION_KEY, JSON.stringify(session)]);
  }
  return context;
}

async function photograph(page, name, path) {
  await page.goto(`${wanted.url}${path}`, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => document.querySelector('h1') !== null && document.querySelector('[aria-label="Loading"]') === null, null, { timeout: 15_000 });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: !wanted.viewport });
  process.stdout.write(`${name}\n`);
}

async function main() {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
  try {
    for (const role of ['public', ...Object.keys(PAGES)].filter((one) => !wanted.role || wanted.role === one)) {
      const session = role === 'public' ? null : await signIn(wanted.url, LOGINS[role]);
      const ids = await findIds(lists((session ?? (await signIn(wanted.url, LOGINS.affiliate))).accessToken));
      const pages = withIds(session ? PAGES[role] : PUBLIC_PAGES, ids);
      for (const width of [1360, 390].filter((one) => !wanted.width || Number(wanted.width) === one)) {
        for (const scheme of ['light', 'dark'].filter((one) => !wanted.scheme || wanted.scheme === one)) {
          // A session of its own: a refresh token works once.
          const context = await openContext(browser, session && (await signIn(wanted.url, LOGINS[role])), width, scheme);
          const page = await context.newPage();
          for (const [name, path] of pages.filter(([one]) => !wanted.page || wanted.page.split(',').includes(one))) await photograph(page, `${role}-${name}-${width}-${scheme}`, path);
          await context.close();
        }
      }
    }
  } finally {
    await browser.close();
  }
}

await main();
