import type { PortalPage } from '../../../tools/browser/portal-pages.mjs';
import { accessibilityProblems, LAPTOP, PHONE, type PortalBrowser, settled, type Watched } from './portal-browser';

/** Looks at one address in light and dark, on a laptop and on a phone. Returns everything that is wrong with it. */
export async function problemsOf(browser: PortalBrowser, watched: Watched, path: string): Promise<string[]> {
  const { page, complaints } = watched;
  const problems: string[] = [];
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(LAPTOP);
  await browser.visit(watched, path);
  for (const [width, viewport] of [['1360', LAPTOP], ['390', PHONE]] as const) {
    await page.setViewportSize(viewport);
    await settled(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      problems.push(...(await accessibilityProblems(page)).map((problem) => `${width} ${colorScheme}: ${problem}`));
    }
    problems.push(...(await shapeProblems(watched)).map((problem) => `${width}: ${problem}`));
  }
  problems.push(...complaints.splice(0));
  return problems;
}

/** The same for many addresses; one line for each thing that is wrong. */
export async function problemsOfAll(browser: PortalBrowser, watched: Watched, pages: readonly PortalPage[]): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, path] of pages) problems.push(...(await problemsOf(browser, watched, path)).map((problem) => `${name} ${problem}`));
  return problems;
}

/** One heading, a name in the tab, nothing wider than the screen, and no text that only programmers can read. */
async function shapeProblems({ page }: Watched): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const headings = document.querySelectorAll('h1').length;
    if (headings !== 1) found.push(`${headings} h1`);
    if (!document.title.includes('·')) found.push(`the tab is called ${document.title}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`scrolls sideways: ${scrollWidth} in ${clientWidth}`);
    const text = document.body.innerText;
    for (const slip of ['undefined', '[object Object]', 'NaN', 'Invalid Date']) if (text.includes(slip)) found.push(`shows ${slip}`);
    return found;
  });
}
