import { isIPv6 } from 'node:net';

const LABEL_BYTES = 128;

/** A label of a link's query, without control characters and cut at 128 bytes; null when absent. */
export function cleanLabel(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const clean = value.replace(/\p{Cc}/gu, '');
  if (clean === '') return null;
  return Buffer.byteLength(clean) <= LABEL_BYTES ? clean : new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(clean).subarray(0, LABEL_BYTES)).replace(/\uFFFD+$/, '');
}

/** The /24 of an IPv4 or the /48 of an IPv6 address, which names no household. */
export function ipPrefix(ip: string): string {
  const plain = ip.startsWith('::ffff:') ? ip.slice('::ffff:'.length) : ip;
  if (!isIPv6(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return `${groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/48`;
}
