import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A postback that was taken with 202: the database was away, or its click not loaded yet. Removed in the transaction that gives it its outcome. */
@Entity('queued_postback')
@Index(['nextAttemptAt'])
export class QueuedPostbackEntity {
  @PrimaryColumn('uuid') id: string;
  /** As the sender says; whether it is, is found out when it is delivered. */
  @Column('uuid') advertiserId: string;
  /** The parameters, encrypted: they hold a token or a signature. */
  @Column('bytea') sealedParameters: Buffer;
  @InstantColumn() receivedAt: Date;
  @Column('int', { default: 0 }) attempts: number;
  @InstantColumn() nextAttemptAt: Date;
}
