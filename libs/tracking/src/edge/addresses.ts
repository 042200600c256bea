import { addressBytes, ipv4Number, isV4, PREFIX_V4, PREFIX_V6, putIpv4 } from '../domain/address-bytes';
import { encodePlace } from '../domain/click-record';
import { flat, RecentMap } from '../domain/recent-map';
import { SipHash } from '../domain/sip-hash';
import type { Geo, KnownPlace, Place } from './geo';
import { Ipv4Places } from './ipv4-places';

const REMEMBERED = 20_000;
const NOWHERE: Place = { country: null, region: null, asn: null, dataCentre: false };
const NO_ADDRESS = Buffer.alloc(16);

/** An address, and what is known of it. `raw` holds until the next address is read. */
export interface Address extends Place {
  readonly place: KnownPlace;
  /** 64 bits of a keyed hash, in two halves. */
  readonly high: number;
  readonly low: number;
  /** 16 bytes: IPv6, or IPv4 as `::ffff:a.b.c.d`; zeroes for text that is no address. */
  readonly raw: Buffer;
  /** How many bytes of it name no household: 3 of an IPv4 address, 6 of an IPv6 address, 0 for text that is none. */
  readonly prefixBytes: number;
}

/**
 * Reads visitors' addresses. Of an IPv4 address nothing is remembered but the place of its network: hashing it again costs less than finding
 * it among a hundred thousand.
 */
export class Addresses {
  private readonly ipv4Places: Ipv4Places;
  private readonly known = new RecentMap<string, Address>(REMEMBERED);
  private readonly places = new Map<string, KnownPlace>();
  private readonly sip: SipHash;
  private readonly raw = Buffer.alloc(16);

  /** `key` has 16 bytes. */
  constructor(private readonly geo: Geo, key: Buffer) {
    this.sip = new SipHash(key);
    this.ipv4Places = new Ipv4Places(geo, (place) => this.knownPlace(place));
  }

  /** `country` is what a trusted proxy says, and goes before the data. */
  of(text: string, country: string | null): Address {
    const number = ipv4Number(text);
    return number >= 0 ? this.ofIpv4(number, text, country) : this.ofText(text, country);
  }

  private ofIpv4(number: number, text: string, country: string | null): Address {
    const found = this.ipv4Places.of(number, text);
    putIpv4(this.raw, number);
    return this.address(country === null || country === found.country ? found : this.knownPlace({ ...found, country }), this.raw, PREFIX_V4);
  }

  private ofText(text: string, country: string | null): Address {
    const key = `${text} ${country ?? ''}`;
    const known = this.known.get(key);
    if (known) return known;
    const raw = addressBytes(text);
    const place = raw ? this.geo.of(text) : NOWHERE;
    const address = this.address(this.knownPlace({ ...place, country: country ?? place.country }), raw ?? NO_ADDRESS, raw === null ? 0 : isV4(raw) ? PREFIX_V4 : PREFIX_V6);
    this.known.set(flat(key), address);
    return address;
  }

  private address(place: KnownPlace, raw: Buffer, prefixBytes: number): Address {
    this.sip.hash(raw, 0, raw.length);
    return { place, country: place.country, region: place.region, asn: place.asn, dataCentre: place.dataCentre, high: this.sip.high, low: this.sip.low, raw, prefixBytes };
  }

  /** One object for equal places; there are as many as systems have countries, and they are kept. */
  private knownPlace({ country, region, asn, dataCentre }: Place): KnownPlace {
    const key = `${country ?? ''} ${region ?? ''} ${asn ?? ''} ${dataCentre}`;
    const known = this.places.get(key);
    if (known) return known;
    if (this.places.size >= REMEMBERED) this.places.clear();
    const place = { country, region, asn, dataCentre, bytes: encodePlace(country, region) };
    this.places.set(key, place);
    return place;
  }
}
