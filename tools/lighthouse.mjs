/**
 * Measures the main pages of the portal of a running network with demo data, and prints the median of several runs.
 *
 *   npm run lighthouse -- [--url http://localhost:3000] [--runs 3] [--preset desktop|mobile] [--page overview] [--explain]
 *
 * Lighthouse is 186 MB with what it needs, so it is no dependency: the npm script has npx fetch it.
 */
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { LOGINS, SESSION_KEY, signIn } from './browser/demo-session.mjs';
import { CHROMIUM_FLAGS, findChromium } from './browser/find-chromium.mjs';

const PAGES = [
  ['sign-in', null, '/sign-in'],
  ['affiliate overview', 'affiliate', '/'],
  ['advertiser overview', 'advertiser', '/'],
  ['finance overview', 'finance', '/'],
  ['admin overview', 'admin', '/'],
  ['reports', 'advertiser', '/reports'],
  ['conversions, 100 rows', 'admin', '/conversions?limit=100'],
];
const MOST_ATTEMPTS = 3;
const PRESETS = ['desktop', 'mobile'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const COLUMNS = { FCP: 'first-contentful-paint', LCP: 'largest-contentful-paint', TBT: 'total-blocking-time', CLS: 'cumulative-layout-shift' };

const { values: wanted } = parseArgs({
  options: { url: { type: 'string', default: 'http://localhost:3000' }, runs: { type: 'string', default: '3' }, preset: { type: 'string' }, page: { type: 'string' }, explain: { type: 'boolean', default: false } },
});

/** Lighthouse, its desktop settings and the browser driver it came with, from where npx put them. */
async function loadLighthouse() {
  const program = process.env.PATH.split(delimiter).map((folder) => resolvedOr(null, join(folder, 'lighthouse'))).find(Boolean);
  if (!program) throw new Error('Lighthouse is not on the path: start this with npm run lighthouse.');
  const root = dirname(dirname(program));
  const load = (path) => import(pathToFileURL(path).href);
  const puppeteer = createRequire(join(root, 'package.json')).resolve('puppeteer-core');
  const [core, desktop, driver] = await Promise.all([load(join(root, 'core/index.js')), load(join(root, 'core/config/desktop-config.js')), load(puppeteer)]);
  return { run: core.default, configs: { desktop: desktop.default, mobile: undefined }, driver: driver.default };
}

function resolvedOr(otherwise, path) {
  try {
    return realpathSync(path);
  } catch {
    return otherwise;
  }
}

/** Lighthouse now and then loses the trace of a page load, says so, and asks to be run again. */
async function measure(lighthouse, page, preset) {
  for (let attempt = 1; ; attempt += 1) {
    const lhr = await measureOnce(lighthouse, page, preset);
    if (!lhr.runtimeError) return lhr;
    if (attempt === MOST_ATTEMPTS) throw new Error(lhr.runtimeError.message);
    process.stdout.write(`    again: ${lhr.runtimeError.code}\n`);
  }
}

async function measureOnce({ run, configs, driver }, [, role, path], preset) {
  // A browser of its own for every run: nothing is cached, as for somebody who comes for the first time.
  const browser = await driver.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage();
    if (role) await page.evaluateOnNewDocument((key, session) => sessionStorage.setItem(key, session), SESSION_KEY, JSON.stringify(await signIn(wanted.url, LOGINS[role])));
    const { lhr } = await run(`${wanted.url}${path}`, { onlyCategories: CATEGORIES, logLevel: 'error' }, configs[preset], page);
    if (!lhr.runtimeError && new URL(lhr.finalDisplayedUrl).pathname !== path.split('?')[0]) throw new Error(`${path} led to ${lhr.finalDisplayedUrl}`);
    return lhr;
  } finally {
    await browser.close();
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function summary(runs) {
  const scores = CATEGORIES.map((category) => [category, Math.round(median(runs.map((lhr) => lhr.categories[category].score)) * 100)]);
  const figures = Object.entries(COLUMNS).map(([label, audit]) => {
    const value = median(runs.map((lhr) => lhr.audits[audit].numericValue));
    return [label, label === 'CLS' ? value.toFixed(3) : `${Math.round(value)} ms`];
  });
  return Object.fromEntries([...scores, ...figures]);
}

/** What a run marks down, for whoever wants to mend it. */
function explain({ categories, audits }) {
  for (const { id } of Object.values(categories).flatMap((category) => category.auditRefs)) {
    const { score, title, displayValue = '' } = audits[id];
    if (score !== null && score < 0.9) process.stdout.write(`    ${id}: ${title} ${displayValue}\n`);
  }
}

async function main() {
  const lighthouse = await loadLighthouse();
  for (const preset of PRESETS.filter((one) => !wanted.preset || wanted.preset === one)) {
    const table = {};
    for (const page of PAGES.filter(([name]) => !wanted.page || name.includes(wanted.page))) {
      const runs = [];
      for (let run = 0; run < Number(wanted.runs); run += 1) runs.push(await measure(lighthouse, page, preset));
      table[page[0]] = summary(runs);
      process.stdout.write(`${preset}: ${page[0]}\n`);
      if (wanted.explain) explain(runs[0]);
    }
    process.stdout.write(`\n${preset}, median of ${wanted.runs}\n`);
    console.table(table);
  }
}

await main();
