import { isDeepLinkHost } from './deep-link-host';

describe('deep link host', () => {
  it.each(['shop.example', '*.brand.example', 'a.b.c.example', 'xn--bcher-kva.example'])('takes %s', (host) => expect(isDeepLinkHost(host)).toBe(true));

  it.each(['', '*', '*.com*', 'example', 'shop.example:8080', 'https://shop.example', 'Shop.example', '*.*.example', 'shop..example', '-a.example', '1.2.3.4', 'a@b.example'])(
    'refuses %p', (host) => expect(isDeepLinkHost(host)).toBe(false));
});
