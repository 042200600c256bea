import fc from 'fast-check';
import { SUB_NAMES } from '../contracts';
import { type AdPlatformIds, readAdPlatformIds } from './ad-platform-ids';
import { compileLandingUrl } from './compile-landing-url';
import { findMacros, MACROS, type UrlValues, valueOf } from './url-macros';

const values: UrlValues = {
  clickId: 'clk_1', affiliateId: 'aff_1', offerId: 'off_1', subs: { sub1: 'a b&c=d', sub10: 'ten' }, sourceId: null, country: 'DE', device: 'mobile', os: 'iOS', browser: 'Mobile Safari',
  creativeId: 'banner-1', landingPageId: 'lpg_1', referrerHost: 'blog.example',
};

function expand(template: string, parameter: string | null = 'fl_click', utm = {}, ids: AdPlatformIds | null = null): string {
  const compiled = compileLandingUrl(template, parameter, utm);
  if (!compiled) throw new Error(`${template} does not compile`);
  return compiled.expand(values, ids);
}

/** The plain way to the same URL, parsed anew for every click. A value of dots alone would climb in a path, and is left out there. */
function expandLandingUrl(template: string, clickParameter: string, all: UrlValues): string {
  const path = /^[^?#]*/.exec(template)?.[0] ?? '';
  const filled = (part: string, read: (value: string) => string): string => findMacros(part, (macro) => encodeURIComponent(read(valueOf(macro, all))));
  const url = new URL(filled(path, (value) => (/^\.{1,2}$/.test(value) ? '' : value)) + filled(template.slice(path.length), (value) => value));
  const others = url.search.slice(1).split('&').filter((pair) => pair !== '' && pair.split('=')[0] !== clickParameter);
  url.search = [...others, `${clickParameter}=${all.clickId}`].join('&');
  return url.href;
}

describe('compiled landing URL', () => {
  it.each([
    ['https://shop.example', 'https://shop.example/?fl_click=clk_1'], ['https://shop.example/?a=1', 'https://shop.example/?a=1&fl_click=clk_1'],
    ['https://shop.example/{country}/x?s={sub1}&t={sub10}&u={sub2}&d={device}', 'https://shop.example/DE/x?s=a%20b%26c%3Dd&t=ten&u=&d=mobile&fl_click=clk_1'],
    ['https://shop.example/?q=a%20b&fl_click=old#top', 'https://shop.example/?q=a%20b&fl_click=clk_1#top'], ['https://shop.example/?q={query}', 'https://shop.example/?q={query}&fl_click=clk_1'],
    ['https://shop.example/%7Bsub1%7D', 'https://shop.example/a%20b%26c%3Dd?fl_click=clk_1'], ['http://shop.example:8080/x#{click_id}', 'http://shop.example:8080/x?fl_click=clk_1#clk_1'],
    ['https://shop.example/?o={os}&b={browser}&c={creative_id}&l={landing_page_id}&r={referrer_host}&i={affiliate_id}.{offer_id}&s={source_id}',
      'https://shop.example/?o=iOS&b=Mobile%20Safari&c=banner-1&l=lpg_1&r=blog.example&i=aff_1.off_1&s=&fl_click=clk_1'],
  ])('%s becomes %s', (template, expected) => expect(expand(template)).toBe(expected));

  it('adds no click id to a fallback URL', () => {
    expect(expand('https://other.example/?from={affiliate_id}', null)).toBe('https://other.example/?from=aff_1');
    expect(expand('https://other.example/?', null)).toBe('https://other.example/');
  });

  it('adds UTM parameters where there are none of that name', () => {
    expect(expand('https://shop.example/?utm_source=own', 'c', { utm_source: 'fairlead', utm_campaign: 'Spring & {offer_id}', utm_content: '{sub1}' }))
      .toBe('https://shop.example/?utm_source=own&utm_campaign=Spring%20%26%20off_1&utm_content=a%20b%26c%3Dd&c=clk_1');
  });

  it('passes on ids of ad platforms where there are none of that name', () => {
    expect(expand('https://shop.example/?gclid=own#top', 'c', {}, { gclid: 'G', msclkid: 'M', fbclid: "F'1" })).toBe('https://shop.example/?gclid=own&c=clk_1&msclkid=M&fbclid=F%271#top');
    expect(expand('https://shop.example/', null, {}, { gclid: 'G', ttclid: 'T' })).toBe('https://shop.example/?gclid=G&ttclid=T');
  });

  it.each([
    'ftp://shop.example/', 'javascript:alert(1)', 'shop.example', '', 'https://{sub1}.shop.example/', 'https://{sub1}/', 'https://{sub1}@shop.example/', 'https://u:{sub1}@shop.example/',
    'https://shop.example{sub1}/', 'https://shop.example:{sub1}/', 'https://%7Bsub1%7D.example/', 'https://shop.example/Zq7fl0x', '{sub1}://shop.example/',
  ])('does not compile %p', (template) => expect(compileLandingUrl(template, 'c')).toBeNull());

  it('is what the parser makes of the same URL, whatever the values', () => {
    const piece = fc.oneof(fc.constantFrom(...MACROS.slice(0, 13).map((macro) => `{${macro}}`)), fc.constantFrom('a', 'B-c', 'd_e.f', '~', '%7Bsub1%7D', '%20', "it's", '{x}'));
    const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    const pair = fc.tuple(fc.constantFrom('a', 'b', 'c', 'fl_click', 'q'), text).map(([name, value]) => `${name}=${value}`);
    const template = fc.record({ path: fc.array(fc.tuple(fc.constantFrom('p', 'q-'), text).map((parts) => parts.join('')), { maxLength: 3 }), query: fc.array(pair, { maxLength: 3 }), hash: fc.option(text) })
      .map(({ path, query, hash }) => `https://shop.example/${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}${hash === null || hash === '' ? '' : `#h${hash}`}`);
    const label = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('.', '..'));
    const facts = fc.record({ subs: fc.dictionary(fc.constantFrom(...SUB_NAMES), label), sourceId: fc.option(label), country: fc.constantFrom(null, 'DE') });

    fc.assert(fc.property(template, facts, (url, { subs, sourceId, country }) => {
      const all = { ...values, subs, sourceId, country };

      expect(compileLandingUrl(url, 'fl_click')?.expand(all)).toBe(expandLandingUrl(url, 'fl_click', all));
    }), { numRuns: 2_000 });
  });

  it('leads to the template’s host whatever the values', () => {
    const compiled = compileLandingUrl('https://shop.example/a/{sub1}/b/{sub2}?x={sub3}#{sub4}', 'c', { utm_term: '{sub5}' });
    const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', '../..', '//evil.example', '@evil.example', '\\\\evil.example', '\r\nSet-Cookie: a=b', '#', '?', '%2e%2e', '\ud800'));

    fc.assert(fc.property(fc.dictionary(fc.constantFrom('sub1', 'sub2', 'sub3', 'sub4', 'sub5'), hostile), (subs) => {
      const text = compiled?.expand({ ...values, subs }) ?? '';
      const url = new URL(text);

      expect(url.href).toBe(text);
      expect(url.origin).toBe('https://shop.example');
      expect(url.pathname.startsWith('/a/')).toBe(true);
      expect([...url.searchParams.keys()]).toEqual(['x', 'utm_term', 'c']);
      expect(url.searchParams.get('c')).toBe('clk_1');
    }), { numRuns: 1_000 });
  });
});

describe('ids of ad platforms', () => {
  it('are read under any spelling of the name, and nothing else is', () => {
    expect(readAdPlatformIds({ GCLID: 'Cj0K-CQ_x.y', fbclid: 'IwAR0', sub1: 'x', to: 'https://a.example/', utm_source: 'google' })).toEqual({ gclid: 'Cj0K-CQ_x.y', fbclid: 'IwAR0' });
  });

  it.each([{}, { gclid: '' }, { gclid: ['a', 'b'] }, { gclid: 'a b' }, { gclid: 'a\r\nb' }, { gclid: 'x'.repeat(513) }, { gclid: '"><script>' }, { __proto__: null, sub1: 'a' }])('are none in %j', (query) => {
    expect(readAdPlatformIds(query)).toBeNull();
  });
});
