import type { Socket } from 'node:net';
import type { EdgeHeaders } from './edge-headers';

/** The visitor's address: with proxies in front, the entry that the outermost of them wrote. */
export function clientAddress(headers: EdgeHeaders, socket: Socket, trustedHops: number): string {
  const header = trustedHops === 0 ? undefined : headers['x-forwarded-for'];
  if (header === undefined) return socket.remoteAddress ?? '';
  if (!header.includes(',')) return header;
  const entries = header.split(',');
  return (entries[Math.max(0, entries.length - trustedHops)] ?? '').trim();
}

/** Only a proxy that we trust may tell the visitor's country. */
export function proxyCountry(headers: EdgeHeaders, trustedHops: number): string | null {
  const header = trustedHops > 0 ? headers['cf-ipcountry'] : undefined;
  return header !== undefined && /^[A-Z]{2}$/.test(header) && header !== 'XX' && header !== 'T1' ? header : null;
}
