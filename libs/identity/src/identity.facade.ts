import { systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { RegisterOrganization, type Registration } from './application/register-organization.service';
import { SuspendOrganization } from './application/suspend-organization.service';
import { SIGNS_OF_TAKEOVER } from './contracts';

/** That staff have closed an organization. */
export interface Suspension {
  readonly reason: string | null;
  readonly since: Date;
}

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

  /** Why and since when organizations are suspended, of those that are; for staff. */
  async suspensionsOf(context: TenantContext, organizationIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Suspension>> {
    const rows = await this.unitOfWork.run(context, (tx) =>
      tx.rows<Suspension & { id: Uuid }>(
        `SELECT id, suspended_reason AS reason, suspended_at AS since FROM organization WHERE id = ANY($1::uuid[]) AND status = 'suspended' AND suspended_at IS NOT NULL`, [[...organizationIds]],
      ),
    );
    return new Map(rows.map(({ id, reason, since }) => [id, { reason, since }]));
  }

  /**
   * When last a password of somebody in the organization was changed or reset, or a second factor turned off or got round by a recovery code;
   * null if not since then. The audit log has it, under no organization: only the network's scope sees it. Uses ix_audit_event_subject_id.
   */
  async lastSignOfTakeover(tx: Tx, organizationId: Uuid, since: Date): Promise<Date | null> {
    const row = await tx.row<{ at: Date | null }>(
      `SELECT max(e.occurred_at) AS at FROM membership m JOIN audit_event e ON e.subject_id = m.user_id
       WHERE m.organization_id = $1 AND e.subject_type = 'user' AND e.action = ANY($2) AND e.occurred_at >= $3`,
      [organizationId, SIGNS_OF_TAKEOVER.map((change) => `user.${change}`), since],
    );
    return row?.at ?? null;
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
