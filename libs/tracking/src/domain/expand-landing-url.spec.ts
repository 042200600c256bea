import { expandLandingUrl, type MacroValues } from './expand-landing-url';

const values: MacroValues = { clickId: 'clk_1', affiliateId: 'aff_1', offerId: 'off_1', subs: { sub1: 'a b&c=d', sub10: 'ten' }, sourceId: null, country: 'DE', device: 'mobile' };

describe('landing URL', () => {
  it('gets the click id in the parameter of the offer', () => {
    expect(expandLandingUrl('https://shop.example/?a=1', 'fl_click', values)).toBe('https://shop.example/?a=1&fl_click=clk_1');
  });

  it('expands macros, percent-encoded, in path and query', () => {
    expect(expandLandingUrl('https://shop.example/{country}/x?s={sub1}&t={sub10}&u={sub2}&p={affiliate_id}&o={offer_id}&d={device}', 'cid', values)).toBe(
      'https://shop.example/DE/x?s=a%20b%26c%3Dd&t=ten&u=&p=aff_1&o=off_1&d=mobile&cid=clk_1');
  });

  it('keeps the advertiser’s parameters as written and replaces a click id of its own name', () => {
    expect(expandLandingUrl('https://shop.example/?q=a%20b&fl_click=old#top', 'fl_click', values)).toBe('https://shop.example/?q=a%20b&fl_click=clk_1#top');
  });

  it('cannot be led to another host by a value', () => {
    const url = new URL(expandLandingUrl('https://shop.example/{sub1}', 'c', { ...values, subs: { sub1: '/../@evil.example//' } }));

    expect(url.host).toBe('shop.example');
  });

  it('leaves unknown braces alone', () => {
    expect(expandLandingUrl('https://shop.example/?q={query}', 'c', values)).toBe('https://shop.example/?q={query}&c=clk_1');
  });
});
