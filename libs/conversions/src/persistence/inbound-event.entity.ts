import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One call that reported a conversion, with what became of it. Secrets in its parameters are redacted. Insert-only. */
@Entity('inbound_event')
@Index(['advertiserId', 'id'])
@Index(['conversionId'])
@Check('ck_inbound_event_outcome', `outcome IN ('accepted', 'duplicate', 'refused', 'test')`)
export class InboundEventEntity {
  @PrimaryColumn('uuid') id: string;
  /** Null when the call named no advertiser that exists. */
  @Column('uuid', { nullable: true }) advertiserId: string | null;
  @Column('text') source: 'postback' | 'api' | 'browser';
  @InstantColumn() receivedAt: Date;
  @Column('jsonb') parameters: Record<string, string>;
  @Column('text') outcome: 'accepted' | 'duplicate' | 'refused' | 'test';
  /** Why it was refused. */
  @Column('text', { nullable: true }) code: string | null;
  @Column('uuid', { nullable: true }) conversionId: string | null;
}
