import type { TenantContext, Uuid } from '@fairlead/kernel';
import { SqlFilter, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** One row of the audit log. */
export interface AuditEventView {
  readonly id: Uuid;
  readonly occurredAt: Date;
  readonly actor: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: Uuid;
  readonly details: Record<string, unknown>;
}

/** Reads the audit log, newest first; tenants see their own deeds. */
@Injectable()
export class ListAuditEvents {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(context: TenantContext, page: { before: Uuid | null; limit: number; action?: string | undefined }): Promise<AuditEventView[]> {
    const organizationId = context.scope === 'advertiser' ? context.advertiserId : context.scope === 'affiliate' ? context.affiliateId : null;
    const filter = new SqlFilter().and('id < ?', page.before).and('action = ?', page.action).and('organization_id = ?', organizationId);
    return this.unitOfWork.run(context, (tx) =>
      tx.rows<AuditEventView>(
        `SELECT id, occurred_at, actor, action, subject_type, subject_id, details FROM audit_event ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`,
        filter.parameters,
      ),
    );
  }
}
