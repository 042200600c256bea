import type { TenantContext, Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { SmartLinksRepository, type SmartLinkView } from '../persistence/smart-links.repository';

/** Reads smart links: an affiliate sees those with an offer that it may promote now, and of them only such offers. */
@Injectable()
export class ReadSmartLinks {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly smartLinks: SmartLinksRepository) {}

  async list(context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined }): Promise<SmartLinkView[]> {
    return this.unitOfWork.run(context, (tx) => this.smartLinks.list(tx, context, page));
  }

  /** @throws DomainError `smart_link.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<SmartLinkView> {
    return this.unitOfWork.run(context, (tx) => this.smartLinks.findVisible(tx, context, id));
  }
}
