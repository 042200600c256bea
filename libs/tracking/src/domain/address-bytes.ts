import { isIPv6 } from 'node:net';

/** Where an IPv4 address stands in the 16 bytes. */
export const V4_AT = 12;
/** Bytes of a /24 and of a /48. */
export const PREFIX_V4 = 3;
export const PREFIX_V6 = 6;

/** An IPv4 address as a number, below 2^32; -1 for text that is none. Leading zeroes are refused: some read them as octal. */
export function ipv4Number(text: string): number {
  let number = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === DOT) {
      if (digits === 0 || dots === 3) return -1;
      number = number * 256 + part;
      part = digits = 0;
      dots += 1;
      continue;
    }
    if (code < ZERO || code > NINE || (digits > 0 && part === 0)) return -1;
    part = part * 10 + code - ZERO;
    digits += 1;
    if (part > 255) return -1;
  }
  return dots === 3 && digits > 0 ? number * 256 + part : -1;
}

/** The 16 bytes of an address, IPv4 as `::ffff:a.b.c.d`; null for text that is none. */
export function addressBytes(text: string): Buffer | null {
  const plain = text.startsWith('::ffff:') && text.includes('.') ? text.slice('::ffff:'.length) : text;
  const number = ipv4Number(plain);
  if (number >= 0) return fourBytes(number);
  return isIPv6(plain) ? groups(plain) : null;
}

/** The /24 of an IPv4 (3 bytes) or the /48 of an IPv6 address (6 bytes), which names no household. */
export function prefixOf(raw: Buffer): Buffer {
  return isV4(raw) ? raw.subarray(V4_AT, V4_AT + PREFIX_V4) : raw.subarray(0, PREFIX_V6);
}

/** The text of the 16 bytes. */
export function addressText(raw: Buffer): string {
  if (isV4(raw)) return [...raw.subarray(V4_AT)].join('.');
  return Array.from({ length: 8 }, (_value, index) => raw.readUInt16BE(index * 2).toString(16)).join(':');
}

/** Whether the 16 bytes are an IPv4 address. */
export function isV4(raw: Buffer): boolean {
  for (let index = 0; index < 10; index += 1) if (raw[index] !== 0) return false;
  return raw[10] === 0xff && raw[11] === 0xff;
}

/** Writes the sealed address at `target[at]` and returns how many bytes: 4 of an IPv4, 16 of an IPv6 address. `pad` stands at `padAt` of `pads`. */
export function sealInto(target: Buffer, at: number, raw: Buffer, pads: Buffer, padAt: number): number {
  const from = isV4(raw) ? 12 : 0;
  for (let index = from; index < 16; index += 1) target[at + index - from] = (raw[index] ?? 0) ^ (pads[padAt + index] ?? 0);
  return 16 - from;
}

function fourBytes(number: number): Buffer {
  const raw = Buffer.alloc(16);
  putIpv4(raw, number);
  return raw;
}

/** Writes the 16 bytes of an IPv4 address over those of another, or over zeroes. */
export function putIpv4(raw: Buffer, number: number): void {
  raw[10] = raw[11] = 0xff;
  raw[12] = number >>> 24;
  raw[13] = number >>> 16;
  raw[14] = number >>> 8;
  raw[15] = number;
}

/** Of an address that was checked: at most one `::`, a zone after `%`, and perhaps an IPv4 address at the end. */
function groups(text: string): Buffer {
  const raw = Buffer.alloc(16);
  const [head = '', tail] = withoutV4(text.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  left.forEach((group, index) => raw.writeUInt16BE(Number.parseInt(group, 16), index * 2));
  right.forEach((group, index) => raw.writeUInt16BE(Number.parseInt(group, 16), 16 - (right.length - index) * 2));
  return raw;
}

/** `64:ff9b::192.0.2.1` as `64:ff9b::c000:201`. */
function withoutV4(text: string): string {
  if (!text.includes('.')) return text;
  const at = text.lastIndexOf(':') + 1;
  const number = ipv4Number(text.slice(at));
  return `${text.slice(0, at)}${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`;
}

const DOT = '.'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);
