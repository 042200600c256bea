import { Clock, notFound, timeOfId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ClickView } from '../contracts';
import { ClickIds } from '../domain/click-id';
import { WaitForClick } from './wait-for-click.service';
import { type ClickListFilter, ClicksRepository } from '../persistence/clicks.repository';

const JUST_NOW_MS = 60_000;
const LOAD_WAIT_MS = 1_500;

/** Reads clicks, newest first, as the caller may see them. */
@Injectable()
export class ReadClicks {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly clicks: ClicksRepository, private readonly clickIds: ClickIds, private readonly waitForClick: WaitForClick, private readonly clock: Clock) {}

  async list(context: TenantContext, filter: ClickListFilter): Promise<ClickView[]> {
    return this.unitOfWork.run(context, (tx) => this.clicks.list(tx, context, filter));
  }

  /** Waits a moment for a click of just now, which may still be in a spool. @throws DomainError `click.not_found`. */
  async get(context: TenantContext, text: string): Promise<ClickView> {
    const clickId = this.clickIds.parse(text);
    const click = clickId && (await this.waitForClick.run(text, this.clock.now().getTime() - timeOfId(clickId.id) < JUST_NOW_MS ? LOAD_WAIT_MS : 0)) ? await this.visible(context, clickId.id) : null;
    if (!click || click.nonce !== clickId?.nonce) throw notFound('click', text.slice(0, 80));
    return click;
  }

  private visible(context: TenantContext, id: Uuid): Promise<ClickView | null> {
    return this.unitOfWork.run(context, (tx) => this.clicks.findVisible(tx, context, id));
  }
}
