import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CommissionStatus } from '../contracts';
import { CommissionEntity } from './commission.entity';

/** One change of a commission's status: who, when, why. Insert-only. */
@Entity('commission_history')
@Index(['commissionId'])
export class CommissionHistoryEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => CommissionEntity, 'id') commissionId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') affiliateId: string;
  @Column('text', { nullable: true }) fromStatus: CommissionStatus | null;
  @Column('text') toStatus: CommissionStatus;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text') actor: string;
  @InstantColumn() changedAt: Date;
}
