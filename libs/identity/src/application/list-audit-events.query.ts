import { DomainError, leastIdAt, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type AuditProof, verifyAuditLog } from './verify-audit-log';

/** One row of the audit log. */
export interface AuditEventView {
  readonly id: Uuid;
  readonly occurredAt: Date;
  readonly actor: string;
  /** Of a person whom the reader may know by name: staff everybody, others their own team. */
  readonly actorName: string | null;
  /** Of whose deeds it is among; null for the network's own. */
  readonly organizationName: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: Uuid;
  readonly details: Record<string, unknown>;
}

/** What of the log is wanted. Times are of the deed: the first is included, the second is not. */
export interface AuditFilter {
  readonly action?: string | undefined;
  readonly userId?: Uuid | undefined;
  readonly subjectId?: Uuid | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** A file of more is no reading matter. */
const MOST_EXPORTED = 50_000;
const BATCH = 1_000;

/** Reads the audit log, newest first; tenants see their own deeds. */
@Injectable()
export class ListAuditEvents {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run(context: TenantContext, wanted: AuditFilter, page: { before: Uuid | null; limit: number }): Promise<AuditEventView[]> {
    return this.unitOfWork.run(context, (tx) => this.page(tx, context, wanted, page.before, page.limit + 1));
  }

  /** All of them, a batch at a time. @throws DomainError `audit.too_large` before the first. */
  async *every(context: TenantContext, wanted: AuditFilter): AsyncGenerator<AuditEventView> {
    const filter = filterOf(context, wanted, null);
    const count = await this.unitOfWork.run(context, (tx) => tx.row<{ count: number }>(`SELECT count(*)::int AS count FROM audit_event ${filter.where()}`, filter.parameters));
    if ((count?.count ?? 0) > MOST_EXPORTED) throw new DomainError('audit.too_large', 'unprocessable', `A file holds up to ${MOST_EXPORTED} entries: add a filter or take fewer days`, { entries: count?.count });
    for (let before: Uuid | null = null; ;) {
      const batch: AuditEventView[] = await this.unitOfWork.run(context, (tx) => this.page(tx, context, wanted, before, BATCH));
      yield* batch;
      before = batch.at(-1)?.id ?? null;
      if (batch.length < BATCH) return;
    }
  }

  /** Whether the whole log is as it was written. */
  verify(context: TenantContext): Promise<AuditProof> {
    return this.unitOfWork.run(context, verifyAuditLog);
  }

  private page(tx: Tx, context: TenantContext, wanted: AuditFilter, before: Uuid | null, limit: number): Promise<AuditEventView[]> {
    const filter = filterOf(context, wanted, before);
    return tx.rows<AuditEventView>(
      `SELECT e.id, e.occurred_at, e.actor, u.name AS actor_name, o.name AS organization_name, e.action, e.subject_type, e.subject_id, e.details
       FROM (SELECT * FROM audit_event ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(limit)}) e
       LEFT JOIN user_account u ON u.id = CASE WHEN e.actor LIKE 'user:%' THEN substring(e.actor FROM 6)::uuid END LEFT JOIN organization o ON o.id = e.organization_id AND o.kind <> 'network' ORDER BY e.id DESC`,
      filter.parameters,
    );
  }
}

function filterOf(context: TenantContext, { action, userId, subjectId, from, to }: AuditFilter, before: Uuid | null): SqlFilter {
  const organizationId = context.scope === 'advertiser' ? context.advertiserId : context.scope === 'affiliate' ? context.affiliateId : null;
  return new SqlFilter()
    .and('id < ?', before).and('action = ?', action).and('organization_id = ?', organizationId).and('actor = ?', userId && `user:${userId}`).and('subject_id = ?', subjectId)
    .and('id >= ?', from && leastIdAt(from.getTime())).and('id < ?', to && leastIdAt(to.getTime()));
}
