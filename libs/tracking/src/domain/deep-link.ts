/**
 * The deep link, normalised by the parser that also writes `Location`, or null when it may not be followed:
 * https only, no user info, no port, and a host name that the offer lists (exactly, or under a `*.` entry).
 */
export function allowedDeepLink(target: string, hosts: readonly string[]): string | null {
  // What browsers and servers read differently is refused before parsing: control characters, spaces, backslashes, even empty user info.
  if (target.length > 2_000 || /[\p{Cc}\s\\]/u.test(target) || !/^https:\/\/[^/?#@]+(?:[/?#]|$)/i.test(target)) return null;
  const url = URL.canParse(target) ? new URL(target) : null;
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return null;
  return HOST_NAME.test(url.hostname) && hosts.some((host) => matches(url.hostname, host)) ? url.href : null;
}

/** The URL parser lets through what no name server knows and what other readers of a URL may end the host at: `&`, `;`, `*`, empty labels. */
const HOST_NAME = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function matches(hostname: string, host: string): boolean {
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) && hostname.length > host.length - 1 : hostname === host;
}
