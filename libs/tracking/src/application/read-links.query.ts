import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { AuditLog } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';
import { type LinkListFilter, LinksRepository, type LinkView } from '../persistence/links.repository';

/** Reads links, and switches them off and on, as their affiliate may. */
@Injectable()
export class ReadLinks {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly links: LinksRepository, private readonly audit: AuditLog) {}

  async list(context: TenantContext, filter: LinkListFilter): Promise<LinkView[]> {
    return this.unitOfWork.run(context, (tx) => this.links.list(tx, context, filter));
  }

  /** @throws DomainError `link.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<LinkView> {
    const link = await this.unitOfWork.run(context, (tx) => this.links.findVisible(tx, context, id));
    if (!link) throw notFound('link', id);
    return link;
  }

  /** @throws DomainError `link.not_found`. */
  async setStatus(context: TenantContext, affiliateId: Uuid, id: Uuid, status: LinkView['status']): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      if ((await this.links.setStatus(tx, affiliateId, id, status)) === 0) throw notFound('link', id);
      await this.audit.append(tx, { action: status === 'active' ? 'link.enabled' : 'link.disabled', subjectType: 'link', subjectId: id });
    });
  }
}
