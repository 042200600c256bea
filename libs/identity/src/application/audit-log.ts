import { actorText, contentHash, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** One deed of a person or of the system. `details` are JSON values without personal data. */
export interface AuditEntry {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: Uuid;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whose deed it is to show as, where the scope does not tell. */
  readonly organizationId?: Uuid;
}

/** What the content hash of an audit row covers. */
export interface AuditContent extends Omit<AuditEntry, 'organizationId'> {
  readonly id: Uuid;
  readonly occurredAt: Date;
  readonly actor: string;
  readonly organizationId: Uuid | null;
}

export function auditContentHash(content: AuditContent): string {
  return contentHash({
    id: content.id, occurredAt: content.occurredAt, actor: content.actor, organizationId: content.organizationId, action: content.action,
    subjectType: content.subjectType, subjectId: content.subjectId, details: content.details ?? {},
  });
}

/** Appends to the audit log in the transaction of the deed itself. */
@Injectable()
export class AuditLog {
  async append(tx: Tx, entry: AuditEntry): Promise<void> {
    const content: AuditContent = {
      ...entry, id: newId(tx.now.getTime()), occurredAt: tx.now, actor: actorText(tx.context.actor), organizationId: entry.organizationId ?? organizationOf(tx.context),
    };
    await tx.rows(
      `INSERT INTO audit_event (id, occurred_at, actor, organization_id, action, subject_type, subject_id, details, content_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        content.id, content.occurredAt, content.actor, content.organizationId, content.action, content.subjectType, content.subjectId,
        JSON.stringify(content.details ?? {}), auditContentHash(content),
      ],
    );
  }
}

function organizationOf(context: TenantContext): Uuid | null {
  if (context.scope === 'advertiser') return context.advertiserId;
  return context.scope === 'affiliate' ? context.affiliateId : null;
}
