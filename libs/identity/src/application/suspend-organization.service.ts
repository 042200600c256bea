import { actorText, DomainError, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { OrganizationKind } from '../contracts';
import { AuditLog } from './audit-log';

/** Closes an organization to its people and keys, and opens it again. The contexts stop its traffic in the same transaction. */
@Injectable()
export class SuspendOrganization {
  constructor(private readonly audit: AuditLog) {}

  /** @throws DomainError `<kind>.not_found`, or `organization.suspended_already` (conflict). */
  async suspend(tx: Tx, kind: Exclude<OrganizationKind, 'network'>, id: Uuid, reason: string): Promise<void> {
    assertByPerson(tx.context);
    const suspended = await tx.affected(
      `UPDATE organization SET status = 'suspended', suspended_reason = $3, suspended_at = $4 WHERE id = $1 AND kind = $2 AND status = 'active'`, [id, kind, reason, tx.now],
    );
    if (suspended === 0) throw await this.whyNot(tx, kind, id, new DomainError('organization.suspended_already', 'conflict', 'It is suspended already'));
    await this.audit.append(tx, { action: 'organization.suspended', subjectType: 'organization', subjectId: id, details: { reason }, organizationId: id });
  }

  /** @throws DomainError `<kind>.not_found`, or `organization.not_suspended` (conflict). */
  async reactivate(tx: Tx, kind: Exclude<OrganizationKind, 'network'>, id: Uuid, reason: string): Promise<void> {
    assertByPerson(tx.context);
    const reactivated = await tx.affected(
      `UPDATE organization SET status = 'active', suspended_reason = NULL, suspended_at = NULL WHERE id = $1 AND kind = $2 AND status = 'suspended'`, [id, kind],
    );
    if (reactivated === 0) throw await this.whyNot(tx, kind, id, new DomainError('organization.not_suspended', 'conflict', 'It is not suspended'));
    await this.audit.append(tx, { action: 'organization.reactivated', subjectType: 'organization', subjectId: id, details: { reason }, organizationId: id });
  }

  private async whyNot(tx: Tx, kind: 'advertiser' | 'affiliate', id: Uuid, conflict: DomainError): Promise<DomainError> {
    const exists = await tx.row(`SELECT 1 AS is FROM organization WHERE id = $1 AND kind = $2`, [id, kind]);
    if (exists) return conflict;
    return kind === 'advertiser' ? notFound('advertiser', id) : notFound('affiliate', id);
  }
}

function assertByPerson(context: TenantContext): void {
  if (context.scope !== 'network') throw new Error(`${actorText(context.actor)} may not suspend anybody`);
}
