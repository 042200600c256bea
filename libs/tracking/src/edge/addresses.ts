import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { lru } from 'tiny-lru';
import { encodeAddress } from '../domain/click-record';
import { ipPrefix } from '../domain/visitor';
import type { Geo, Place } from './geo';

const REMEMBERED = 50_000;
const NOWHERE: Place = { country: null, region: null, asn: null, dataCentre: false };

/** What is known of an address, found out once. */
export interface Address extends Place {
  /** 64 bits of a keyed hash. */
  readonly hash: Buffer;
  /** Country, region, prefix and ASN as a click record holds them. */
  readonly bytes: Buffer;
  /** 16 bytes: IPv6, or IPv4 as `::ffff:a.b.c.d`. */
  readonly raw: Buffer;
}

/** The addresses seen last. */
export class Addresses {
  private readonly known = lru<Address>(REMEMBERED);

  constructor(private readonly geo: Geo, private readonly key: Buffer) {}

  /** `country` is what a trusted proxy says, and goes before the data. */
  of(text: string, country: string | null): Address {
    const key = country === null ? text : `${text} ${country}`;
    const known = this.known.get(key);
    if (known) return known;
    const valid = isIP(text) !== 0;
    const place = valid ? this.geo.of(text) : NOWHERE;
    const at = { country: country ?? place.country, region: place.region, asn: place.asn, prefix: valid ? ipPrefix(text) : '' };
    const address = {
      country: at.country, region: at.region, asn: at.asn, dataCentre: place.dataCentre, hash: createHmac('sha256', this.key).update(text).digest().subarray(0, 8), bytes: encodeAddress(at),
      raw: rawAddress(valid ? text : '::'),
    };
    this.known.set(key, address);
    return address;
  }
}

/** The 16 bytes of an address; zeroes for text that is none. */
export function rawAddress(text: string): Buffer {
  const raw = Buffer.alloc(16);
  const four = (text.startsWith('::ffff:') ? text.slice('::ffff:'.length) : text).split('.');
  if (four.length === 4) {
    raw.set([0xff, 0xff, ...four.map(Number)], 10);
    return raw;
  }
  const [head = '', tail] = text.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  left.forEach((group, index) => raw.writeUInt16BE(Number.parseInt(group, 16) & 0xffff, index * 2));
  right.forEach((group, index) => raw.writeUInt16BE(Number.parseInt(group, 16) & 0xffff, 16 - (right.length - index) * 2));
  return raw;
}

/** The text of the 16 bytes. */
export function addressText(raw: Buffer): string {
  if (raw.subarray(0, 10).every((byte) => byte === 0) && raw.readUInt16BE(10) === 0xffff) return [...raw.subarray(12)].join('.');
  const groups = Array.from({ length: 8 }, (_value, index) => raw.readUInt16BE(index * 2).toString(16));
  return groups.join(':');
}
