import { allowedDeepLink } from './deep-link';

const HOSTS = ['shop.example', '*.brand.example'];

describe('deep link', () => {
  it.each([
    ['https://shop.example/red-shoes?size=42', 'https://shop.example/red-shoes?size=42'],
    ['https://SHOP.example', 'https://shop.example/'],
    ['https://de.brand.example/a', 'https://de.brand.example/a'],
    ['https://a.b.brand.example/', 'https://a.b.brand.example/'],
    // Two spellings that the parser itself normalises to the allowed host; only the normalised form is ever sent.
    ['https://shop%2eexample/a', 'https://shop.example/a'],
    ['https://shop。example/', 'https://shop.example/'],
  ])('allows %s', (target, expected) => expect(allowedDeepLink(target, HOSTS)).toBe(expected));

  it.each([
    'http://shop.example/', '//shop.example/', 'https:shop.example', 'https:/shop.example', 'https:///shop.example', '\\\\shop.example', 'https:\\\\shop.example\\', '/\\evil.example',
    'https://evil.example/', 'https://evil.example/shop.example', 'https://evil.example#shop.example', 'https://evil.example?https://shop.example', 'https://shop.example.evil.example/',
    'https://shop.example@evil.example/', 'https://evil.example@shop.example/', 'https://user:pass@shop.example/', 'https://shop.example:8443/', 'https://shop.example:80/',
    'https://brand.example/', 'https://evilbrand.example/', 'https://xbrand.example', 'https://.brand.example/', 'https://shop.example./',
    'https://shop.example%00.evil.example/', 'https://shop.example%2f@evil.example', 'https://ѕhop.example/', 'https://xn--hop-oyd.example/',
    'javascript:alert(1)', 'data:text/html,x', 'JaVaScRiPt:alert(1)', ' https://shop.example/', 'https://shop.example/\r\nSet-Cookie:x=1', 'https://shop.exam\tple/',
    'https://shop.example\\@evil.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'https://0x7f.1/', 'ftp://shop.example/', 'file:///etc/passwd', '', 'https://',
    'https://evil.example\\.shop.example/', 'https://shop.example@', 'blob:https://shop.example/x', 'https://%73hop.example@evil.example/',
  ])('refuses %p', (target) => expect(allowedDeepLink(target, HOSTS)).toBeNull());

  it('allows nothing without hosts', () => expect(allowedDeepLink('https://shop.example/', [])).toBeNull());
});
