import type { Uuid } from '@fairlead/kernel';
import { CLICK_FILTER_REASONS, CLICK_TRIGGERS, type ClickFilterReason, type ClickTrigger, SUB_NAMES, type SubName, type Subs } from '../contracts';
import { type ClickId, readClickId } from './click-id';

/**
 * The binary form of a click in the spool, format 1. All integers are big-endian.
 *
 *     0  format, reason (0: counted), trigger, flags     4 × u8
 *     4  identity: id, random bits                       32
 *    36  route: link, offer, advertiser, affiliate, terms, landing page (zero: none), routing version u32   100
 *   136  address hash u64, visitor u64                  16
 *   152  sealed address, country, region, prefix: each u8 length and bytes; ASN u32 (zero: none); language: u8 length and bytes
 *        user agent, referrer, evidence (JSON): each u16 length and bytes
 *        source id, creative id, then a count and as many (u8 sub number, text): texts are u8 length and bytes
 */
export const CLICK_RECORD_FORMAT = 1;
/** No record is longer; what goes in is cut to fit at the edge. */
export const CLICK_RECORD_BYTES = 8_192;
export const ROUTE_BYTES = 100;
const IDENTITY = 4;
const ROUTE = 36;
const HASHES = ROUTE + ROUTE_BYTES;
const TEXTS = HASHES + 16;

const COOKIE_FLAG = 1;

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

/** A click on its way to storage. */
export interface ClickRecord extends ClickId {
  readonly route: ClickRoute;
  readonly reason: ClickFilterReason | null;
  readonly trigger: ClickTrigger;
  /** Keyed hash of the address, 64 bits. */
  readonly addressHash: bigint;
  /** Who came: 64 bits of the first-party id, or of a hash of address and user agent. */
  readonly visitor: bigint;
  /** Whether the visitor came with the first-party id, rather than being given one. */
  readonly knownVisitor: boolean;
  /** The address, encrypted under the key of its day; empty when it is not kept. */
  readonly sealedAddress: Buffer;
  readonly addressPrefix: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly language: string | null;
  readonly asn: number | null;
  readonly userAgent: string | null;
  readonly referrer: string | null;
  readonly sourceId: string | null;
  readonly creativeId: string | null;
  readonly subs: Subs;
  /** What else the decision rested on, as JSON; null when nothing did. */
  readonly evidence: string | null;
}

/** The fixed binary form of a route; equal routes have equal bytes. */
export function encodeRoute(route: ClickRoute): Buffer {
  const block = Buffer.alloc(ROUTE_BYTES);
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

  /** Begins a record at `offset` with what every click has. The identity is written by the caller at `identityOffset`. */
  begin(target: Buffer, offset: number, head: { reason: ClickFilterReason | null; trigger: ClickTrigger; knownVisitor: boolean; route: Buffer }): void {
    this.target = target;
    target[offset] = CLICK_RECORD_FORMAT;
    target[offset + 1] = head.reason === null ? 0 : CLICK_FILTER_REASONS.indexOf(head.reason) + 1;
    target[offset + 2] = CLICK_TRIGGERS.indexOf(head.trigger);
    target[offset + 3] = head.knownVisitor ? COOKIE_FLAG : 0;
    head.route.copy(target, offset + ROUTE);
    this.at = offset + HASHES;
  }

  static identityOffset(offset: number): number {
    return offset + IDENTITY;
  }

  /** Copies bytes that were prepared before. */
  block(bytes: Buffer): this {
    this.at += bytes.copy(this.target, this.at);
    return this;
  }

  /** u8 length and the bytes. */
  shortBlock(bytes: Buffer): this {
    this.target[this.at] = bytes.length;
    this.at += 1;
    return this.block(bytes);
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
export function encodeAddress(address: { country: string | null; region: string | null; prefix: string; asn: number | null }): Buffer {
  const asn = Buffer.alloc(4);
  asn.writeUInt32BE(address.asn ?? 0);
  return Buffer.concat([shortBytes(address.country), shortBytes(address.region), shortBytes(address.prefix), asn]);
}

/** Text with a u8 length, to be prepared once. */
export function shortBytes(text: string | null): Buffer {
  const bytes = Buffer.from(text ?? '').subarray(0, 255);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

/** Text with a u16 length, to be prepared once. */
export function longBytes(text: string | null): Buffer {
  const bytes = Buffer.from(text ?? '').subarray(0, 2_000);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** @throws Error for a record of another format or one that does not end where it should. */
export function decodeClick(record: Buffer): ClickRecord {
  if (record[0] !== CLICK_RECORD_FORMAT) throw new Error(`a click record of format ${record[0]}`);
  const reason = record[1] === 0 ? null : CLICK_FILTER_REASONS[(record[1] ?? 0) - 1];
  const trigger = CLICK_TRIGGERS[record[2] ?? -1];
  if (reason === undefined || trigger === undefined) throw new Error('a click record with an unknown reason or trigger');
  const read = new RecordReader(record, TEXTS);
  const { id, nonce } = readClickId(record, IDENTITY);
  // Named one by one: an object that begins with a spread is several times slower to make, and this is the loader's every click.
  const click: ClickRecord = {
    id, nonce, route: decodeRoute(record.subarray(ROUTE, HASHES)), reason, trigger, knownVisitor: ((record[3] ?? 0) & COOKIE_FLAG) !== 0,
    addressHash: record.readBigUInt64BE(HASHES), visitor: record.readBigUInt64BE(HASHES + 8),
    sealedAddress: read.shortBuffer(), country: read.short(), region: read.short(), addressPrefix: read.short() ?? '', asn: read.u32() || null, language: read.short(),
    userAgent: read.long(), referrer: read.long(), evidence: read.long(), sourceId: read.short(), creativeId: read.short(), subs: read.subs(),
  };
  if (!read.atEnd()) throw new Error('a click record of the wrong length');
  return click;
}

/** The route's bytes in a record: equal routes have equal bytes. */
export function routeBytesOf(record: Buffer): Buffer {
  return record.subarray(ROUTE, HASHES);
}

class RecordReader {
  constructor(private readonly record: Buffer, private at: number) {}

  shortBuffer(): Buffer {
    const length = this.record.readUInt8(this.at);
    this.at += 1 + length;
    return this.record.subarray(this.at - length, this.at);
  }

  short(): string | null {
    const bytes = this.shortBuffer();
    return bytes.length === 0 ? null : bytes.toString('utf8');
  }

  long(): string | null {
    const length = this.record.readUInt16BE(this.at);
    this.at += 2 + length;
    return length === 0 ? null : this.record.toString('utf8', this.at - length, this.at);
  }

  u32(): number {
    this.at += 4;
    return this.record.readUInt32BE(this.at - 4);
  }

  subs(): Subs {
    const subs: Subs = {};
    const count = this.record.readUInt8(this.at);
    this.at += 1;
    for (let index = 0; index < count; index += 1) {
      const name = SUB_NAMES[this.record.readUInt8(this.at)];
      this.at += 1;
      const value = this.short();
      if (name !== undefined && value !== null) subs[name] = value;
    }
    return subs;
  }

  atEnd(): boolean {
    return this.at === this.record.length;
  }
}

function uuidAt(bytes: Buffer, offset: number): Uuid {
  const hex = bytes.toString('hex', offset, offset + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
