import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';
import { OutboxEventEntity } from './outbox-event.entity';

/** One event for one consumer: due work until `done`, in the same transaction as the consumer's effect. */
@Entity('inbox_event')
@Index('ix_inbox_event_due', ['availableAt'], { where: `state = 'due'` })
@Index('ix_inbox_event_event_id', ['eventId'])
@Check('ck_inbox_event_state', `state IN ('due', 'done', 'dead')`)
export class InboxEventEntity {
  @PrimaryColumn('text') consumer: string;
  @PrimaryColumn('uuid') @ForeignKey(() => OutboxEventEntity, 'id') eventId: string;
  @Column('text') state: 'due' | 'done' | 'dead';
  @Column('int', { default: 0 }) attempts: number;
  /** When the work may next be tried. */
  @InstantColumn() availableAt: Date;
  @InstantColumn({ nullable: true }) doneAt: Date | null;
  @Column('text', { nullable: true }) lastError: string | null;
}
