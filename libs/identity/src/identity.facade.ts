import { systemContext, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { RegisterOrganization, type Registration } from './application/register-organization.service';
import { SuspendOrganization } from './application/suspend-organization.service';

/** What other contexts may ask of identity. */
@Injectable()
export class IdentityFacade {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registerOrganization: RegisterOrganization,
    private readonly suspendOrganization: SuspendOrganization,
  ) {}

  /** Opens an organization with its first user. @throws DomainError `user.email_taken`. */
  register(registration: Registration): Promise<{ userId: Uuid; organizationId: Uuid }> {
    return this.registerOrganization.run(registration);
  }

  /** Names of organizations, to show to their counterparties. Nothing else of theirs is told. */
  async namesOf(organizationIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, string>> {
    if (organizationIds.length === 0) return new Map();
    const rows = await this.unitOfWork.run(systemContext('names'), (tx) =>
      tx.rows<{ id: Uuid; name: string }>(`SELECT id, name FROM organization WHERE id = ANY($1::uuid[])`, [[...new Set(organizationIds)]]),
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** Closes an organization to its people and keys. @throws DomainError `organization.suspended_already`, or that there is none. */
  suspend(tx: Tx, kind: 'advertiser' | 'affiliate', id: Uuid, reason: string): Promise<void> {
    return this.suspendOrganization.suspend(tx, kind, id, reason);
  }

  /** Opens it again. @throws DomainError `organization.not_suspended`, or that there is none. */
  reactivate(tx: Tx, kind: 'advertiser' | 'affiliate', id: Uuid, reason: string): Promise<void> {
    return this.suspendOrganization.reactivate(tx, kind, id, reason);
  }
}
