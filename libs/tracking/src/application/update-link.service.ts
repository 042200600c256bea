import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type LinkChange, LinksRepository, type LinkView } from '../persistence/links.repository';
import { TrackingDomainsRepository } from '../persistence/tracking-domains.repository';
import { domainNotAllowed } from './take-link.service';

/** Changes what an affiliate says of a link: its label, creative, source and domain. Where it leads never changes. */
@Injectable()
export class UpdateLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinksRepository,
    private readonly domains: TrackingDomainsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `link.not_found` or `link.domain_not_allowed`. */
  async run(context: TenantContext, affiliateId: Uuid, id: Uuid, change: LinkChange): Promise<LinkView> {
    return this.unitOfWork.run(context, async (tx) => {
      const link = await this.links.lockOwn(tx, affiliateId, id);
      if (!link) throw notFound('link', id);
      const next = { ...link, ...change };
      if (next.domainId !== null && next.domainId !== link.domainId && !(await this.domains.isUsable(tx, next.domainId, link.advertiserId))) throw domainNotAllowed();
      await this.links.update(tx, next);
      await this.audit.append(tx, { action: 'link.updated', subjectType: 'link', subjectId: id, details: { fields: Object.keys(change) } });
      return (await this.links.findVisible(tx, context, id)) ?? next;
    });
  }
}
