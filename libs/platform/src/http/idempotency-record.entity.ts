import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';

/** The first answer to an `Idempotency-Key` of one organization, given again to every replay. */
@Entity('idempotency_record')
@Check('ck_idempotency_record_state', `state IN ('running', 'done')`)
export class IdempotencyRecordEntity {
  @PrimaryColumn('uuid') organizationId: string;
  @PrimaryColumn('text') key: string;
  @Column('text') route: string;
  @Column('char', { length: 64 }) requestHash: string;
  @Column('text') state: 'running' | 'done';
  @Column('int', { nullable: true }) status: number | null;
  @Column('jsonb', { nullable: true }) body: unknown;
  @InstantColumn() startedAt: Date;
}
