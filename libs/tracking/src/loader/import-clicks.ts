import type { Uuid } from '@fairlead/kernel';
import type { Tx, UnitOfWork } from '@fairlead/platform';
import type { ClickFilterReason, Subs } from '../contracts';
import { addressBytes, prefixOf } from '../domain/address-bytes';
import { ClickFields } from '../domain/click-fields';
import { CLICK_RECORD_BYTES, ClickRecordWriter, type ClickRoute, encodeAddress, encodeRoute, IDENTITY_OFFSET } from '../domain/click-record';
import { ClickDictionaries, UnknownNames } from './click-dictionaries';
import { ClickWriter } from './click-writer';

/** A click of the past, with what was decided of it. */
export interface ImportedClick {
  readonly id: Uuid;
  /** 32 hex digits. */
  readonly nonce: string;
  readonly route: ClickRoute;
  readonly reason: ClickFilterReason | null;
  readonly userAgent: string | null;
  readonly country: string | null;
  readonly referrer: string | null;
  readonly sourceId: string | null;
  readonly subs: Subs;
  /** The visitor's address; only its /24 or /48 is kept. */
  readonly address: string;
  /** 64 bits. */
  readonly visitor: bigint;
  readonly unique: boolean;
}

const NOTHING = Buffer.alloc(0);
const NO_ADDRESS = Buffer.alloc(16);

/** Writes clicks that did not come through a spool: demo data and imports. Repeats are not judged again. */
export class ImportClicks {
  private readonly dictionaries: ClickDictionaries;
  private readonly writer = new ClickWriter();
  private readonly records = new ClickRecordWriter();
  private readonly fields = new ClickFields();

  constructor(unitOfWork: UnitOfWork) {
    this.dictionaries = new ClickDictionaries(unitOfWork);
  }

  async run(tx: Tx, clicks: readonly ImportedClick[]): Promise<void> {
    const unknown = new UnknownNames();
    const records = clicks.map((click) => this.encode(click));
    for (const record of records) this.dictionaries.note(this.fields.read(record), unknown);
    await this.dictionaries.learn(unknown);
    const batch = this.writer.newBatch();
    clicks.forEach((click, index) => {
      const fields = this.fields.read(records[index] ?? NOTHING);
      batch.add(fields, this.dictionaries.namesOf(fields), fields.reason, click.unique);
    });
    await this.writer.write(tx, batch);
  }

  private encode(click: ImportedClick): Buffer {
    const target = Buffer.alloc(CLICK_RECORD_BYTES);
    target.write(click.id.replaceAll('-', '') + click.nonce, IDENTITY_OFFSET, 'hex');
    this.records.begin(target, 0, { reason: click.reason, trigger: 'link', knownVisitor: true, route: encodeRoute(click.route) });
    const high = Number(BigInt.asUintN(64, click.visitor) >> 32n);
    const low = Number(BigInt.asUintN(64, click.visitor) & 0xffffffffn);
    const end = this.records
      .bits64(high, low).bits64(high, low)
      .sealed(null, 0, NOTHING).block(encodeAddress({ country: click.country, region: null, prefix: prefixOf(addressBytes(click.address) ?? NO_ADDRESS), asn: null })).short(null)
      .long(click.userAgent).long(click.referrer).long(null)
      .short(click.sourceId).short(null).subs(click.subs)
      .end();
    return target.subarray(0, end);
  }
}
