import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** `/payouts/$payoutId` and `/payouts/${facts.payout}` alike become `/payouts/*`. */
function shape(path: string): string {
  return path.replace(/#.*$/, '').replaceAll(/\$\{[^}]*\}|\$\w+/g, '*');
}

describe('links of mails', () => {
  const pages = new Set([...read('apps/portal/src/routes/router.tsx').matchAll(/path: '([^']+)'/g)].map((match) => shape(match[1] ?? '')));
  const links = [...read('libs/notifications/src/domain/templates.ts').matchAll(/\$\{facts\.origin\}(\/[^`]*)`/g)].map((match) => shape(match[1] ?? ''));

  it('are found by this test', () => {
    expect(links.length).toBeGreaterThanOrEqual(8);
    expect(pages.size).toBeGreaterThanOrEqual(40);
  });

  it('lead to pages that the portal has', () => {
    expect(links.filter((link) => !pages.has(link))).toEqual([]);
  });
});
