import { DEEP_LINK_HOSTS, HOSTILE_URLS } from '../../../../test/support/hostile-urls';
import { compileLandingUrl } from './compile-landing-url';
import { allowedDeepLink } from './deep-link';
import type { UrlValues } from './url-macros';

const values: UrlValues = {
  clickId: 'clk_1', affiliateId: 'aff_1', offerId: 'off_1', subs: { sub1: 'evil.example' }, sourceId: null, country: null, device: 'other', os: null, browser: null, creativeId: null,
  landingPageId: null, referrerHost: null,
};

/** As browsers read the `Location` header. */
function isInside(location: string): boolean {
  const url = new URL(location, 'https://tracker.example/c/abc');
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '' && (url.hostname === 'shop.example' || /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.brand\.example$/.test(url.hostname));
}

describe('hostile deep links', () => {
  it('are many and different', () => {
    expect(new Set(HOSTILE_URLS).size).toBe(HOSTILE_URLS.length);
    expect(HOSTILE_URLS.length).toBeGreaterThan(250);
  });

  it.each(HOSTILE_URLS)('%j leads to no other host', (target) => {
    const allowed = allowedDeepLink(target, DEEP_LINK_HOSTS);

    if (allowed === null) return;
    expect(isInside(allowed)).toBe(true);
    const landing = compileLandingUrl(allowed, 'fl_click')?.expand(values) ?? '';
    expect(isInside(landing)).toBe(true);
    expect(landing).toMatch(/^https:\/\/[\x21-\x7e]+$/);
  });

  it('are refused, but for those in which the foreign name is a path, a query or a part of a name under an allowed host', () => {
    expect(HOSTILE_URLS.flatMap((target) => allowedDeepLink(target, DEEP_LINK_HOSTS) ?? [])).toEqual([
      'https://evil.xn--example-7d7c.brand.example/', 'https://shop.example/#.evil.example/', 'https://shop.example/?.evil.example/', 'https://shop.example/.evil.example/',
    ]);
  });
});
