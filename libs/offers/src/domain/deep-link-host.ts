const HOST = /^(\*\.)?(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A host that an offer allows deep links to: `shop.example`, or `*.brand.example` for its subdomains. Lower case, no port. */
export function isDeepLinkHost(text: string): boolean {
  return HOST.test(text);
}
