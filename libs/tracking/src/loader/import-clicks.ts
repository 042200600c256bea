import type { Tx, UnitOfWork } from '@fairlead/platform';
import type { ClickRecord } from '../domain/click-record';
import { encodeRoute } from '../domain/click-record';
import { ClickDictionaries } from './click-dictionaries';
import { ClickWriter } from './click-writer';

/** A click of the past, with what was decided of it. */
export interface ImportedClick extends Pick<ClickRecord, 'id' | 'nonce' | 'route' | 'reason' | 'userAgent' | 'country' | 'subs' | 'sourceId' | 'referrer' | 'addressPrefix' | 'visitor'> {
  readonly unique: boolean;
}

const NOTHING = Buffer.alloc(0);

/** Writes clicks that did not come through a spool: demo data and imports. Repeats are not judged again. */
export class ImportClicks {
  private readonly dictionaries: ClickDictionaries;
  private readonly writer: ClickWriter;

  constructor(unitOfWork: UnitOfWork) {
    this.dictionaries = new ClickDictionaries(unitOfWork);
    this.writer = new ClickWriter(this.dictionaries);
  }

  async run(tx: Tx, clicks: readonly ImportedClick[]): Promise<void> {
    const judged = clicks.map(({ unique, ...click }) => ({
      click: {
        ...click, trigger: 'link' as const, addressHash: click.visitor, knownVisitor: true, sealedAddress: NOTHING, region: null, language: null, asn: null, creativeId: null,
        evidence: null,
      },
      routeKey: encodeRoute(click.route).toString('latin1'), atMs: Number.parseInt(click.id.replaceAll('-', '').slice(0, 12), 16), reason: click.reason, unique,
    }));
    await this.dictionaries.learnOf(judged);
    await this.writer.write(tx, judged);
  }
}
