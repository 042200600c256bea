/** Hosts that deep links may lead to, in every test of hostile targets. */
export const DEEP_LINK_HOSTS = ['shop.example', '*.brand.example'];

/** What is wrapped around another address to smuggle it past a check. */
const SEPARATORS = ['@', '#', '?', '/', '\\', '%2f', '%5c', '%40', '%23', '%3f', ';', ':', '%00', '\t', '\n', '\r\n', '\u3002', '\uff0f', '\u2044', '&', ',', '|', '%0d%0a', '%09', ' ', '+'];

/**
 * Values of `to` that somebody would try who wants a trusted link to lead elsewhere. None of them may lead to a host outside
 * `DEEP_LINK_HOSTS`: each is either refused or, by the parser that writes `Location` itself, one of those hosts.
 */
export const HOSTILE_URLS: readonly string[] = [...new Set([
  // No scheme, or half of one.
  '//evil.example', '//evil.example/%2f..', '///evil.example', '////evil.example', '/\\evil.example', '\\/evil.example', '\\\\evil.example', '\\\\\\evil.example', '/%09/evil.example',
  '/%5cevil.example', '/%2fevil.example', '//%2fevil.example', '/.evil.example', '/..//evil.example', './/evil.example', '.evil.example', 'evil.example', 'evil.example/shop.example',
  'https:evil.example', 'https:/evil.example', 'https:///evil.example', 'https:\\\\evil.example', 'https:/\\evil.example', 'https:\\/evil.example', 'https:////evil.example', 'http:evil.example',
  'https//evil.example', 'https:%2f%2fevil.example', 'https%3a//evil.example', '%68ttps://evil.example', ':https://evil.example', 'https:', 'https:/', 'https://', 'https:///', '/', '//', '\\', '',
  // Another scheme.
  'http://shop.example/', 'http://evil.example/', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)', ' javascript:alert(1)',
  'javascript://shop.example/%0aalert(1)', 'javascript://https://shop.example/%0aalert(1)', 'javascript:https://shop.example/', 'data:text/html,<script>alert(1)</script>', 'data:text/html;base64,PHNjcmlwdD4=',
  'data://shop.example/,x', 'vbscript:msgbox(1)', 'blob:https://shop.example/x', 'filesystem:https://shop.example/x', 'view-source:https://shop.example/', 'file:///etc/passwd', 'file://shop.example/etc/passwd',
  'ftp://shop.example/', 'gopher://shop.example/', 'ws://shop.example/', 'wss://shop.example/', 'mailto:a@shop.example', 'tel:+4912345', 'intent://shop.example/#Intent;scheme=https;end', 'about:blank', 'x://shop.example',
  // User information.
  'https://shop.example@evil.example/', 'https://shop.example:443@evil.example/', 'https://user@shop.example/', 'https://user:password@shop.example/', 'https://:@shop.example/', 'https://@shop.example/',
  'https://shop.example%40evil.example/', 'https://evil.example%40shop.example/', 'https://evil.example@shop.example/', 'https://evil.example\\@shop.example/', 'https://shop.example\\@evil.example/',
  'https://shop.example%2540evil.example/', 'https://a:b@evil.example:443@shop.example/', 'https://shop.example%2f@evil.example/', 'https://evil.example#@shop.example/', 'https://evil.example?@shop.example/',
  'https://evil.example/@shop.example/', 'https://[@evil.example/', 'https://shop.example[@evil.example/', 'https://shop.example]@evil.example/', 'https://shop.example &@evil.example/',
  // The allowed host in the wrong place.
  'https://evil.example/shop.example', 'https://evil.example?https://shop.example', 'https://evil.example#shop.example', 'https://evil.example/?to=https://shop.example', 'https://evil.example;shop.example',
  'https://shop.example.evil.example/', 'https://shop.example-evil.example/', 'https://notshop.example/', 'https://evil-shop.example/', 'https://shop.example.com/', 'https://shop.examples/', 'https://shop.exampl',
  'https://shop/', 'https://example/', 'https://www.shop.example/', 'https://brand.example/', 'https://evilbrand.example/', 'https://xbrand.example/', 'https://brand.example.evil.example/',
  'https://.brand.example/', 'https://..brand.example/', 'https://a..brand.example/', 'https://*.brand.example/', 'https://%2a.brand.example/', 'https://-.brand.example.evil.example/', 'https://evil.example/.brand.example',
  'https://evil.example#.brand.example', 'https://evil.example?.brand.example', 'https://evil.example\\.brand.example', 'https://evil.example%2f.brand.example/', 'https://evil.example%23.brand.example/',
  'https://evil.example%3f.brand.example/', 'https://evil.example%5c.brand.example/', 'https://evil.example%00.brand.example/', 'https://evil.example\u0000.brand.example/', 'https://evil.example%0a.brand.example/',
  'https://evil.example\uff0f.brand.example/', 'https://evil.example\u2044.brand.example/', 'https://evil.example\uff03.brand.example/', 'https://evil.example\uff1f.brand.example/', 'https://evil.example\uff20.brand.example/',
  'https://evil.example\u2100.brand.example/', 'https://evil.example\u2048.brand.example/', 'https://evil.example&.brand.example/', 'https://evil.example:.brand.example/', 'https://evil.example:443.brand.example/',
  // Trailing dots, ports, case, encodings of the host.
  'https://shop.example./', 'https://shop.example../', 'https://a.brand.example./', 'https://shop.example%2e/', 'https://shop.example:8443/', 'https://shop.example:80/', 'https://shop.example:0/', 'https://shop.example:65536/',
  'https://shop.example:443evil.example/', 'https://shop.example:@evil.example/', 'https://shop.example:443:80/', 'https://EVIL.EXAMPLE/', 'HTTPS://EVIL.example/', 'https://%65vil.example/', 'https://evil%2eexample/',
  'https://evil\u3002example/', 'https://evil\uff0eexample/', 'https://evil\uff61example/', 'https://\uff45vil.example/', 'https://shop.example%252eevil.example/', 'https://shop.example%00.evil.example/',
  'https://shop.example%0d%0aLocation:%20https://evil.example/', 'https://shop.example%20.evil.example/', 'https://shop.example%09.evil.example/', 'https://shop.example\u00ad.evil.example/', 'https://shop.example\u200b.evil.example/',
  // Look-alikes.
  'https://\u0455hop.example/', 'https://sh\u043ep.example/', 'https://xn--hop-oyd.example/', 'https://s\u04bbop.example/', 'https://shop.ex\u0430mple/', 'https://sh\u00f6p.example/', 'https://shop.example\u0307/',
  'https://a.br\u0430nd.example/', 'https://xn--shop.example/', 'https://shop\u2024example/', 'https://\u2116.brand.example.evil.example/', 'https://sho\u0440.example/', 'https://shop.exarnple/', 'https://sh0p.example/',
  // Addresses instead of names.
  'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://169.254.169.254/latest/meta-data/', 'https://localhost/', 'https://0/',
  'https://[shop.example]/', 'https://[::1%25shop.example]/', 'https://[shop.example/', 'https://shop.example]/', 'https://3627734734/', 'https://\u2460\u2461\u2466.0.0.1/',
  // Control characters, splitting, white space.
  'https://shop.example/\r\nSet-Cookie: a=b', 'https://shop.example/\nLocation: https://evil.example', 'https://shop.exam\tple/', 'https://shop\n.example/', 'ht\ttps://evil.example/', 'https:/\t/evil.example/', 'https://\tevil.example/',
  ' https://evil.example/', '\thttps://evil.example/', '\u00a0https://shop.example/', '\ufeffhttps://shop.example/', '\u2028https://shop.example/', 'https://evil.example/ https://shop.example/', 'https://shop.example/\u0000',
  'https://shop.example/\u007f', 'https://shop.example/\u0085', 'https://shop.example /', 'https:// shop.example/', '\u0000https://shop.example/', 'https://shop.example\u2028.evil.example/', 'https://shop.example\u3000.evil.example/',
  // Encoded once, twice, or as another address altogether.
  'https%3A%2F%2Fevil.example', 'https%253A%252F%252Fevil.example', '%2f%2fevil.example', '%5c%5cevil.example', '%252f%252fevil.example', '/%252fevil.example', 'https://%73hop.example@evil.example/', 'https://%5b::1%5d/',
  '<https://shop.example/>', '"https://shop.example/"', "'https://shop.example/'", '(https://shop.example/)', 'url=https://evil.example', 'https://https://evil.example', 'https://https@evil.example/', 'https://shop.example,evil.example/',
  'https://evil.example,shop.example/', 'https://shop.example|evil.example/', 'https://{sub1}.brand.example.evil.example/', 'https://{sub1}@shop.example/', 'https://{sub1}/', 'https://shop.example{sub1}.evil.example/',
  'https://%7Bsub1%7D.evil.example/', 'https://xn--.brand.example/', 'https://a_b.evil.example/', `https://${'a'.repeat(2_000)}.brand.example/`, `https://shop.example/${'a'.repeat(2_000)}`,
  // Every separator, with each of the two on either side.
  ...SEPARATORS.flatMap((separator) => [`https://shop.example${separator}.evil.example/`, `https://evil.example${separator}shop.example/`, `https://evil.example${separator}.brand.example/`]),
])];
