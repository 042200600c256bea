import { CLICK_FILTER_REASONS, CLICK_TRIGGERS, SUB_NAMES } from '../contracts';
import type { ClickFields, Stretch } from '../domain/click-fields';
import { HASHES_OFFSET, IDENTITY_OFFSET, LOOP_BYTES } from '../domain/click-record';

/** Columns of a row, in order. */
export const CLICK_COLUMNS = [
  'visitor', 'address_hash', 'route_id', 'agent_id', 'referrer_id', 'asn', 'id', 'nonce', 'is_unique', 'address_prefix', 'sealed_address', 'country', 'region', 'language',
  'reason', 'trigger', 'source_id', 'creative_id', ...SUB_NAMES, 'evidence',
] as const;

/** What begins and ends data of COPY in binary (PostgreSQL manual, COPY, "Binary Format"). */
const HEAD = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TAIL = Buffer.from([0xff, 0xff]);
/** Room for all of a row that is not in its record: lengths, numbers, reason and trigger. */
const ROW_BYTES = 512;
const REASONS = CLICK_FILTER_REASONS.map((reason) => Buffer.from(reason));
const TRIGGERS = CLICK_TRIGGERS.map((trigger) => Buffer.from(trigger));
const LINK = CLICK_TRIGGERS.indexOf('link');
/** How `cidr` is sent: address family, bits of the prefix, 1 for a network, bytes of the address. */
const IPV4_NETWORK = [2, 24, 1, 4];
const IPV6_NETWORK = [3, 48, 1, 16];

/** Rows for one partition in the binary format of COPY, made straight from the bytes of the records. */
export class ClickCopy {
  private bytes = Buffer.allocUnsafe(1024 * 1024);
  private at = HEAD.copy(this.bytes);

  /** `referrerId` zero: none. `reason` as ClickFields has it. */
  add(fields: ClickFields, routeId: number, agentId: number, referrerId: number, reason: number, unique: boolean): void {
    const { record } = fields;
    this.reserve(record.length + ROW_BYTES);
    this.int16(CLICK_COLUMNS.length);
    this.field(record, HASHES_OFFSET + 8, 8);
    this.field(record, HASHES_OFFSET, 8);
    this.number(routeId);
    this.number(agentId);
    this.numberOrNull(referrerId);
    this.numberOrNull(fields.asn);
    this.field(record, IDENTITY_OFFSET, 16);
    this.field(record, IDENTITY_OFFSET + 16, 16);
    this.int32(1);
    this.bytes[this.at++] = unique ? 1 : 0;
    this.network(record, fields.prefix);
    this.stretch(record, fields.sealedAddress);
    this.stretch(record, fields.country);
    this.stretch(record, fields.region);
    this.stretch(record, fields.language);
    this.word(reason === 0 ? undefined : REASONS[reason - 1]);
    this.word(fields.trigger === LINK ? undefined : TRIGGERS[fields.trigger]);
    this.stretch(record, fields.sourceId);
    this.stretch(record, fields.creativeId);
    for (let index = 0; index < SUB_NAMES.length; index += 1) this.stretch(record, fields.subs[index] ?? NOTHING);
    this.json(record, fields.evidence);
  }

  /** All rows so far. */
  end(): Buffer {
    this.reserve(TAIL.length);
    this.at += TAIL.copy(this.bytes, this.at);
    return this.bytes.subarray(0, this.at);
  }

  /** Forgets all rows; what `end` gave may be written over. */
  clear(): void {
    this.at = HEAD.length;
  }

  private reserve(room: number): void {
    if (this.at + room <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + room));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  private stretch(record: Buffer, { from, to }: Readonly<Stretch>): void {
    if (to === from) this.int32(-1);
    else this.field(record, from, to - from);
  }

  private word(word: Buffer | undefined): void {
    if (word === undefined) this.int32(-1);
    else this.field(word, 0, word.length);
  }

  /** jsonb: a version, then the text. */
  private json(record: Buffer, { from, to }: Readonly<Stretch>): void {
    if (to === from) return this.int32(-1);
    this.int32(to - from + 1);
    this.bytes[this.at++] = 1;
    this.copy(record, from, to - from);
  }

  private network(record: Buffer, { from, to }: Readonly<Stretch>): void {
    if (to === from) return this.int32(-1);
    const head = to - from === 3 ? IPV4_NETWORK : IPV6_NETWORK;
    const length = head[3] ?? 0;
    this.int32(head.length + length);
    for (const byte of head) this.bytes[this.at++] = byte;
    this.copy(record, from, to - from);
    for (let left = length - (to - from); left > 0; left -= 1) this.bytes[this.at++] = 0;
  }

  private number(value: number): void {
    this.int32(4);
    this.int32(value);
  }

  private numberOrNull(value: number): void {
    if (value === 0) this.int32(-1);
    else this.number(value);
  }

  private field(from: Buffer, start: number, length: number): void {
    this.int32(length);
    this.copy(from, start, length);
  }

  private copy(from: Buffer, start: number, length: number): void {
    if (length > LOOP_BYTES) from.copy(this.bytes, this.at, start, start + length);
    else for (let index = 0; index < length; index += 1) this.bytes[this.at + index] = from[start + index] ?? 0;
    this.at += length;
  }

  private int16(value: number): void {
    this.bytes[this.at++] = value >> 8;
    this.bytes[this.at++] = value;
  }

  private int32(value: number): void {
    const { bytes, at } = this;
    bytes[at] = value >> 24;
    bytes[at + 1] = value >> 16;
    bytes[at + 2] = value >> 8;
    bytes[at + 3] = value;
    this.at = at + 4;
  }
}

const NOTHING: Readonly<Stretch> = { from: 0, to: 0 };
