import { IdentityFacade } from '@fairlead/identity';
import type { TenantContext, Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** Suspends an affiliate and its people, and lets both back in. While suspended its links lead to the neutral page, what it still brings is held, and it is left out of payout batches. */
@Injectable()
export class SuspendAffiliate {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly identity: IdentityFacade) {}

  /** @throws DomainError `affiliate.not_found` or `organization.suspended_already` (conflict). */
  async suspend(context: TenantContext, id: Uuid, reason: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      await this.identity.suspend(tx, 'affiliate', id, reason);
      await tx.rows(`UPDATE affiliate SET status = 'suspended' WHERE id = $1`, [id]);
    });
  }

  /** @throws DomainError `affiliate.not_found` or `organization.not_suspended` (conflict). */
  async reactivate(context: TenantContext, id: Uuid, reason: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      await this.identity.reactivate(tx, 'affiliate', id, reason);
      await tx.rows(`UPDATE affiliate SET status = 'active' WHERE id = $1`, [id]);
    });
  }
}
