import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '@fairlead/platform';

/** Who did what, when, to which thing. Insert-only; sealed into the `audit` chain. */
@Entity('audit_event')
@Index(['organizationId'])
@Index(['subjectId'])
export class AuditEventEntity {
  @PrimaryColumn('uuid') id: string;
  @InstantColumn({ precision: 3 }) occurredAt: Date;
  /** `user:<uuid>` or `system:<name>`. */
  @Column('text') actor: string;
  /** The organization that acted; null for the system and the network. */
  @Column('uuid', { nullable: true }) organizationId: string | null;
  /** `offer.published`, `batch.approved` … */
  @Column('text') action: string;
  @Column('text') subjectType: string;
  @Column('uuid') subjectId: string;
  @Column('jsonb') details: Record<string, unknown>;
  @Column('char', { length: 64 }) contentHash: string;
}
