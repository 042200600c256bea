import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PayoutBatchEntity } from './payout-batch.entity';
import { PayoutEntity } from './payout.entity';

/** One change of a batch or of one of its payouts: who, when, why. Insert-only. */
@Entity('payout_history')
@Index(['batchId'])
@Index(['payoutId'])
@Index(['affiliateId'])
export class PayoutHistoryEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => PayoutBatchEntity, 'id') batchId: string;
  /** Null for a change of the batch itself. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => PayoutEntity, 'id') payoutId: string | null;
  @Column('uuid', { nullable: true }) affiliateId: string | null;
  @Column('text', { nullable: true }) fromStatus: string | null;
  @Column('text') toStatus: string;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text') actor: string;
  @InstantColumn() changedAt: Date;
}
