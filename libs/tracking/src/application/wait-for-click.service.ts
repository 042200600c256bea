import { systemContext } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ClickIds } from '../domain/click-id';
import { ClicksRepository } from '../persistence/clicks.repository';

const LOOK_EVERY_MS = 20;
const CONTEXT = systemContext('tracker');

/** A click that was minted here but is not in the database yet: it waits in a spool, and its report came faster. */
@Injectable()
export class WaitForClick {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly clicks: ClicksRepository, private readonly clickIds: ClickIds) {}

  /** Whether the click is stored within `waitMs`. False at once for an id that is not ours. */
  async run(publicId: string, waitMs: number): Promise<boolean> {
    const clickId = this.clickIds.parse(publicId);
    if (!clickId) return false;
    const until = performance.now() + waitMs;
    for (;;) {
      if (await this.unitOfWork.run(CONTEXT, (tx) => this.clicks.find(tx, clickId.id))) return true;
      if (performance.now() >= until) return false;
      await new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY_MS); });
    }
  }
}
