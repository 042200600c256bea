import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A verified webhook of Stripe, stored once, processed after. Its body is a hint: what it is about is fetched again. */
@Entity('stripe_event')
@Index('ix_stripe_event_due', ['availableAt'], { where: 'processed_at IS NULL' })
export class StripeEventEntity {
  /** `evt_…` */
  @PrimaryColumn('text') id: string;
  @Column('text') type: string;
  /** Connected account that the event is about. */
  @Column('text', { nullable: true }) account: string | null;
  @Column('jsonb') payload: Record<string, unknown>;
  @InstantColumn() receivedAt: Date;
  /** When it may next be tried. */
  @InstantColumn() availableAt: Date;
  @Column('int', { default: 0 }) attempts: number;
  @InstantColumn({ nullable: true }) processedAt: Date | null;
  @Column('text', { nullable: true }) lastError: string | null;
}
