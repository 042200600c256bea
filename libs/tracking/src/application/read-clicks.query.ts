import { notFound, type TenantContext } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ClickView } from '../contracts';
import { parseClickId } from '../domain/click-id';
import { type ClickListFilter, ClicksRepository } from '../persistence/clicks.repository';

/** Reads clicks, newest first, as the caller may see them. */
@Injectable()
export class ReadClicks {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly clicks: ClicksRepository) {}

  async list(context: TenantContext, filter: ClickListFilter): Promise<ClickView[]> {
    return this.unitOfWork.run(context, (tx) => this.clicks.list(tx, context, filter));
  }

  /** @throws DomainError `click.not_found`. */
  async get(context: TenantContext, text: string): Promise<ClickView> {
    const clickId = parseClickId(text);
    const click = clickId ? await this.unitOfWork.run(context, (tx) => this.clicks.findVisible(tx, context, clickId.id)) : null;
    if (!click || click.nonce !== clickId?.nonce) throw notFound('click', text.slice(0, 80));
    return click;
  }
}
