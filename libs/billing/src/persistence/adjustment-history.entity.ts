import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AdjustmentStatus } from '../contracts';
import { AdjustmentEntity } from './adjustment.entity';

/** One change of an adjustment's status: who, when, why. Insert-only, for the network's eyes. */
@Entity('adjustment_history')
@Index(['adjustmentId'])
export class AdjustmentHistoryEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => AdjustmentEntity, 'id') adjustmentId: string;
  @Column('text', { nullable: true }) fromStatus: AdjustmentStatus | null;
  @Column('text') toStatus: AdjustmentStatus;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text') actor: string;
  @InstantColumn() changedAt: Date;
}
