import { IdentityFacade } from '@fairlead/identity';
import type { TenantContext, Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** Suspends an advertiser and its people, and lets both back in. While suspended its offers take no traffic and its postbacks are refused. */
@Injectable()
export class SuspendAdvertiser {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly identity: IdentityFacade) {}

  /** @throws DomainError `advertiser.not_found` or `organization.suspended_already` (conflict). */
  async suspend(context: TenantContext, id: Uuid, reason: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      await this.identity.suspend(tx, 'advertiser', id, reason);
      await tx.rows(`UPDATE advertiser SET status = 'suspended' WHERE id = $1`, [id]);
    });
  }

  /** @throws DomainError `advertiser.not_found` or `organization.not_suspended` (conflict). */
  async reactivate(context: TenantContext, id: Uuid, reason: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      await this.identity.reactivate(tx, 'advertiser', id, reason);
      await tx.rows(`UPDATE advertiser SET status = 'active' WHERE id = $1`, [id]);
    });
  }
}
