import type { Uuid } from '@fairlead/kernel';
import { CLICK_FILTER_REASONS, CLICK_TRIGGERS, type ClickFilterReason, type ClickTrigger, SUB_NAMES, type SubName, type Subs } from '../contracts';
import { PREFIX_V4, sealInto, V4_AT } from './address-bytes';

/**
 * The binary form of a click in the spool, format 2. All integers are big-endian.
 *
 *     0  format, reason (0: counted), trigger, flags     4 × u8
 *     4  identity: id, random bits                       32
 *    36  route: link, offer, advertiser, affiliate, terms, landing page (zero: none), routing version u32   100
 *   136  address hash u64, visitor u64                  16
 *   152  sealed address, country, region, prefix (the first 3 bytes of an IPv4, 6 of an IPv6 address): each u8 length and bytes; ASN u32
 *        (zero: none); language: u8 length and bytes
 *        user agent, referrer, evidence (JSON): each u16 length and bytes
 *        source id, creative id, then a count and as many (u8 sub number, text): texts are u8 length and bytes
 */
export const CLICK_RECORD_FORMAT = 2;
/** No record is longer; what goes in is cut to fit at the edge. */
export const CLICK_RECORD_BYTES = 8_192;
export const ROUTE_BYTES = 100;
export const IDENTITY_OFFSET = 4;
export const ROUTE_OFFSET = 36;
export const HASHES_OFFSET = ROUTE_OFFSET + ROUTE_BYTES;
export const TEXTS_OFFSET = HASHES_OFFSET + 16;

/** Copying a few bytes in a loop costs less than a call that copies. */
export const LOOP_BYTES = 48;

/** Flag of a visitor who came with the first-party id. */
export const KNOWN_VISITOR = 1;

/** What a click was routed by, in its fixed binary form. */
export interface ClickRoute {
  readonly linkId: Uuid;
  readonly offerId: Uuid;
  readonly advertiserId: Uuid;
  readonly affiliateId: Uuid;
  readonly termsId: Uuid;
  /** Null: the offer's own landing page, a deep link or none. */
  readonly landingPageId: Uuid | null;
  readonly routingVersion: number;
}

/** The fixed binary form of a route; equal routes have equal bytes. */
export function encodeRoute(route: ClickRoute): Buffer {
  const block = Buffer.allocUnsafe(ROUTE_BYTES).fill(0); // small ones share their memory, and so lie close together
  const ids = [route.linkId, route.offerId, route.advertiserId, route.affiliateId, route.termsId, route.landingPageId];
  ids.forEach((id, index) => { if (id !== null) block.write(id.replaceAll('-', ''), index * 16, 'hex'); });
  block.writeUInt32BE(route.routingVersion, 96);
  return block;
}

export function decodeRoute(block: Buffer): ClickRoute {
  const id = (index: number): Uuid => uuidAt(block, index * 16);
  const landing = id(5);
  return {
    linkId: id(0), offerId: id(1), advertiserId: id(2), affiliateId: id(3), termsId: id(4), landingPageId: /^[0-]+$/.test(landing) ? null : landing,
    routingVersion: block.readUInt32BE(96),
  };
}

/** Writes records straight into the spool's buffer; one per process is enough. */
export class ClickRecordWriter {
  private at = 0;
  private target: Buffer = Buffer.alloc(0);

  /** Begins a record at `offset` with what every click has. The identity is written by the caller at IDENTITY_OFFSET. */
  begin(target: Buffer, offset: number, head: { reason: ClickFilterReason | null; trigger: ClickTrigger; knownVisitor: boolean; route: Buffer }): void {
    this.target = target;
    target[offset] = CLICK_RECORD_FORMAT;
    target[offset + 1] = head.reason === null ? 0 : CLICK_FILTER_REASONS.indexOf(head.reason) + 1;
    target[offset + 2] = CLICK_TRIGGERS.indexOf(head.trigger);
    target[offset + 3] = head.knownVisitor ? KNOWN_VISITOR : 0;
    head.route.copy(target, offset + ROUTE_OFFSET);
    this.at = offset + HASHES_OFFSET;
  }

  /** Copies bytes that were prepared before. */
  block(bytes: Buffer): this {
    if (bytes.length > LOOP_BYTES) bytes.copy(this.target, this.at);
    else for (let index = 0; index < bytes.length; index += 1) this.target[this.at + index] = bytes[index] ?? 0;
    this.at += bytes.length;
    return this;
  }

  /** u8 length and the sealed address; nothing without pads. */
  sealed(pads: Buffer | null, padAt: number, raw: Buffer): this {
    const length = pads === null ? 0 : sealInto(this.target, this.at + 1, raw, pads, padAt);
    this.target[this.at] = length;
    this.at += 1 + length;
    return this;
  }

  /** Country and region as `encodePlace` made them, then the first bytes of the address and its ASN. */
  place(bytes: Buffer, raw: Buffer, prefixBytes: number, asn: number | null): this {
    this.block(bytes);
    const { target } = this;
    const from = prefixBytes === PREFIX_V4 ? V4_AT : 0;
    target[this.at] = prefixBytes;
    this.at += 1;
    for (let index = from; index < from + prefixBytes; index += 1) target[this.at++] = raw[index] ?? 0;
    this.at = target.writeUInt32BE(asn ?? 0, this.at);
    return this;
  }

  /** 64 bits in two halves: a bigint would cost more than the rest of the record. */
  bits64(high: number, low: number): this {
    this.at = this.target.writeUInt32BE(low >>> 0, this.target.writeUInt32BE(high >>> 0, this.at));
    return this;
  }

  /** u8 length and bytes; `text` is cut at 255 bytes. */
  short(text: string | null): this {
    const length = text === null || text === '' ? 0 : this.target.write(text, this.at + 1, 255, 'utf8');
    this.target[this.at] = length;
    this.at += 1 + length;
    return this;
  }

  /** u16 length and bytes, at most 2,000. */
  long(text: string | null): this {
    const length = text === null || text === '' ? 0 : this.target.write(text, this.at + 2, 2_000, 'utf8');
    this.target.writeUInt16BE(length, this.at);
    this.at += 2 + length;
    return this;
  }

  subs(subs: Subs): this {
    const countAt = this.at;
    this.at += 1;
    let count = 0;
    for (let index = 0; index < SUB_NAMES.length; index += 1) {
      const value = subs[SUB_NAMES[index] as SubName];
      if (value === undefined) continue;
      this.target[this.at] = index;
      this.at += 1;
      this.short(value);
      count += 1;
    }
    this.target[countAt] = count;
    return this;
  }

  /** Where the record ends. */
  end(): number {
    return this.at;
  }
}

/** What is known of an address, as the record holds it: to be prepared once per address. */
export function encodeAddress(address: { country: string | null; region: string | null; prefix: Buffer; asn: number | null }): Buffer {
  const { country, region, prefix, asn } = address;
  const system = Buffer.alloc(4);
  system.writeUInt32BE(asn ?? 0);
  return Buffer.concat([encodePlace(country, region), Buffer.from([prefix.length]), prefix, system]);
}

/** Country and region, a few letters of ASCII, as the record holds them. */
export function encodePlace(country: string | null, region: string | null): Buffer {
  const bytes = Buffer.alloc(2 + (country?.length ?? 0) + (region?.length ?? 0));
  putLetters(bytes, putLetters(bytes, 0, country ?? ''), region ?? '');
  return bytes;
}

function putLetters(bytes: Buffer, at: number, text: string): number {
  bytes[at] = text.length;
  for (let index = 0; index < text.length; index += 1) bytes[at + 1 + index] = text.charCodeAt(index);
  return at + 1 + text.length;
}

/** Text with a u16 length, to be prepared once. */
export function longBytes(text: string | null): Buffer {
  const bytes = Buffer.from(text ?? '').subarray(0, 2_000);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function uuidAt(bytes: Buffer, offset: number): Uuid {
  const hex = bytes.toString('hex', offset, offset + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
