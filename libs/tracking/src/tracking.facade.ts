import type { Tx } from '@fairlead/platform';
import type { Uuid } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import type { ClickView } from './contracts';
import { parseClickId } from './domain/click-id';
import { ClicksRepository, type NewClick } from './persistence/clicks.repository';

/** What other contexts may ask of tracking. */
@Injectable()
export class TrackingFacade {
  constructor(private readonly clicks: ClicksRepository) {}

  /** The click behind a public click id; null for unknown, forged or malformed ids. */
  async clickByPublicId(tx: Tx, text: string): Promise<ClickView | null> {
    const clickId = parseClickId(text);
    const click = clickId ? await this.clicks.find(tx, clickId.id) : null;
    return click && click.nonce === clickId?.nonce ? click : null;
  }

  click(tx: Tx, id: Uuid): Promise<ClickView | null> {
    return this.clicks.find(tx, id);
  }

  /** Writes clicks of the past, for demo data and imports. */
  async importClicks(tx: Tx, clicks: readonly NewClick[]): Promise<void> {
    await this.clicks.insert(tx, clicks);
  }
}
