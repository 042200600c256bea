import type { Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ClickView } from './contracts';
import { type ClickId, ClickIds } from './domain/click-id';
import { ImportClicks, type ImportedClick } from './loader/import-clicks';
import { ClicksRepository } from './persistence/clicks.repository';

/** What other contexts may ask of tracking. */
@Injectable()
export class TrackingFacade {
  private readonly import: ImportClicks;

  constructor(private readonly clicks: ClicksRepository, private readonly clickIds: ClickIds, unitOfWork: UnitOfWork) {
    this.import = new ImportClicks(unitOfWork);
  }

  /** The identity in a public click id; null for forged or malformed ones. No look-up. */
  readClickId(text: string): ClickId | null {
    return this.clickIds.parse(text);
  }

  /** The click behind a public click id; null for unknown, forged or malformed ids. */
  async clickByPublicId(tx: Tx, text: string): Promise<ClickView | null> {
    const clickId = this.clickIds.parse(text);
    const click = clickId ? await this.clicks.find(tx, clickId.id) : null;
    return click && click.nonce === clickId?.nonce ? click : null;
  }

  click(tx: Tx, id: Uuid): Promise<ClickView | null> {
    return this.clicks.find(tx, id);
  }

  /** Writes clicks of the past, for demo data and imports. */
  importClicks(tx: Tx, clicks: readonly ImportedClick[]): Promise<void> {
    return this.import.run(tx, clicks);
  }
}
