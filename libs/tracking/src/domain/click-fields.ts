import { CLICK_FILTER_REASONS, CLICK_TRIGGERS, SUB_NAMES } from '../contracts';
import { CLICK_RECORD_FORMAT, HASHES_OFFSET, KNOWN_VISITOR, ROUTE_OFFSET, TEXTS_OFFSET } from './click-record';

/** A stretch of the record: `from` up to and without `to`. Empty: not there. */
interface Stretch {
  from: number;
  to: number;
}

/**
 * Where the fields of a click record are. One object goes through all records of a batch, so that nothing is made for each of them.
 * @see click-record.ts for the layout
 */
export class ClickFields {
  record: Buffer = Buffer.alloc(0);
  readonly sealedAddress = nothing();
  readonly country = nothing();
  readonly region = nothing();
  readonly prefix = nothing();
  readonly language = nothing();
  readonly agent = nothing();
  readonly referrer = nothing();
  readonly evidence = nothing();
  readonly sourceId = nothing();
  readonly creativeId = nothing();
  readonly subs: readonly Stretch[] = SUB_NAMES.map(nothing);
  /** Zero: none. */
  asn = 0;
  private at = 0;

  /** @throws Error for a record of another format, or one that does not end where it should. */
  read(record: Buffer): this {
    if (record[0] !== CLICK_RECORD_FORMAT) throw new Error(`a click record of format ${record[0]}`);
    this.record = record;
    if (this.reason > CLICK_FILTER_REASONS.length || this.trigger >= CLICK_TRIGGERS.length) throw new Error('a click record with an unknown reason or trigger');
    this.at = TEXTS_OFFSET;
    this.short(this.sealedAddress);
    this.short(this.country);
    this.short(this.region);
    this.short(this.prefix);
    this.asn = ((this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte()) >>> 0;
    this.short(this.language);
    this.long(this.agent);
    this.long(this.referrer);
    this.long(this.evidence);
    this.short(this.sourceId);
    this.short(this.creativeId);
    this.readSubs();
    if (this.at !== record.length) throw new Error('a click record of the wrong length');
    return this;
  }

  /** Zero: counted; else one more than the place in CLICK_FILTER_REASONS. */
  get reason(): number {
    return this.record[1] ?? 255;
  }

  /** The place in CLICK_TRIGGERS. */
  get trigger(): number {
    return this.record[2] ?? 255;
  }

  get knownVisitor(): boolean {
    return ((this.record[3] ?? 0) & KNOWN_VISITOR) !== 0;
  }

  /** When the click happened, Unix ms. */
  get atMs(): number {
    return this.record.readUIntBE(4, 6);
  }

  get addressHigh(): number { return this.record.readUInt32BE(HASHES_OFFSET); }
  get addressLow(): number { return this.record.readUInt32BE(HASHES_OFFSET + 4); }
  get visitorHigh(): number { return this.record.readUInt32BE(HASHES_OFFSET + 8); }
  get visitorLow(): number { return this.record.readUInt32BE(HASHES_OFFSET + 12); }

  /** The route's bytes as latin1 text: equal routes have equal texts. */
  routeKey(): string {
    return this.record.toString('latin1', ROUTE_OFFSET, HASHES_OFFSET);
  }

  /** The bytes of a stretch as latin1 text. */
  key(stretch: Readonly<Stretch>): string {
    return this.record.toString('latin1', stretch.from, stretch.to);
  }

  text(stretch: Readonly<Stretch>): string {
    return this.record.toString('utf8', stretch.from, stretch.to);
  }

  private readSubs(): void {
    for (const sub of this.subs) sub.from = sub.to = 0;
    for (let left = this.byte(); left > 0; left -= 1) {
      const sub = this.subs[this.byte()];
      if (sub === undefined) throw new Error('a click record with an unknown label');
      this.short(sub);
    }
  }

  private byte(): number {
    const byte = this.record[this.at] ?? 0;
    this.at += 1;
    return byte;
  }

  private short(stretch: Stretch): void {
    const length = this.byte();
    stretch.from = this.at;
    this.at += length;
    stretch.to = this.at;
  }

  private long(stretch: Stretch): void {
    const length = (this.byte() << 8) | this.byte();
    stretch.from = this.at;
    this.at += length;
    stretch.to = this.at;
  }
}

export type { Stretch };

function nothing(): Stretch {
  return { from: 0, to: 0 };
}
