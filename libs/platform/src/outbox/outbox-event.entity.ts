import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';

/** A fact that one context tells the others, written in the transaction that made it true. Rows are never changed but for `published_at`. */
@Entity('outbox_event')
@Index('ix_outbox_event_unpublished', ['id'], { where: 'published_at IS NULL' })
export class OutboxEventEntity {
  @PrimaryColumn('uuid') id: string;
  /** Versioned type: `conversion.approved.v1`. */
  @Column('text') type: string;
  @Column('uuid') aggregateId: string;
  @Column('jsonb') payload: Record<string, unknown>;
  @InstantColumn() occurredAt: Date;
  /** When inbox rows for all consumers were written; null until then. */
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
}
