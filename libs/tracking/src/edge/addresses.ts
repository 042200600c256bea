import { addressBytes, ipv4Number, prefixOf } from '../domain/address-bytes';
import { encodeAddress } from '../domain/click-record';
import { flat, RecentMap } from '../domain/recent-map';
import { SipHash } from '../domain/sip-hash';
import type { Geo, Place } from './geo';

const REMEMBERED = 50_000;
const NOWHERE: Place = { country: null, region: null, asn: null, dataCentre: false };
const NO_ADDRESS = Buffer.alloc(16);
const NO_PREFIX = Buffer.alloc(0);

/** What is known of an address, found out once. */
export interface Address extends Place {
  /** 64 bits of a keyed hash, in two halves. */
  readonly high: number;
  readonly low: number;
  /** Country, region, prefix and ASN as a click record holds them. */
  readonly bytes: Buffer;
  /** 16 bytes: IPv6, or IPv4 as `::ffff:a.b.c.d`; zeroes for text that is no address. */
  readonly raw: Buffer;
}

/** The addresses seen last. */
export class Addresses {
  private readonly knownV4 = new RecentMap<number, Address>(REMEMBERED);
  private readonly known = new RecentMap<string, Address>(REMEMBERED);
  private readonly sip: SipHash;

  /** `key` has 16 bytes. */
  constructor(private readonly geo: Geo, key: Buffer) {
    this.sip = new SipHash(key);
  }

  /** `country` is what a trusted proxy says, and goes before the data. */
  of(text: string, country: string | null): Address {
    const number = country === null ? ipv4Number(text) : -1;
    return number >= 0 ? this.ofV4(number, text) : this.ofText(text, country);
  }

  private ofV4(number: number, text: string): Address {
    const known = this.knownV4.get(number);
    if (known) return known;
    const address = this.lookUp(text, null);
    this.knownV4.set(number, address);
    return address;
  }

  private ofText(text: string, country: string | null): Address {
    const key = `${text} ${country ?? ''}`;
    const known = this.known.get(key);
    if (known) return known;
    const address = this.lookUp(text, country);
    this.known.set(flat(key), address);
    return address;
  }

  private lookUp(text: string, country: string | null): Address {
    const raw = addressBytes(text);
    const place = raw ? this.geo.of(text) : NOWHERE;
    const found = { country: country ?? place.country, region: place.region, asn: place.asn, prefix: raw ? prefixOf(raw) : NO_PREFIX };
    this.sip.hash(raw ?? NO_ADDRESS, 0, NO_ADDRESS.length);
    return {
      country: found.country, region: found.region, asn: found.asn, dataCentre: place.dataCentre, high: this.sip.high, low: this.sip.low,
      bytes: encodeAddress(found), raw: raw ?? NO_ADDRESS,
    };
  }
}
