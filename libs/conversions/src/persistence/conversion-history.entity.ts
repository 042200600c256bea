import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ConversionStatus } from '../contracts';
import { ConversionEntity } from './conversion.entity';

/** One change of a conversion's status: who, when, why. Insert-only. */
@Entity('conversion_history')
@Index(['conversionId'])
export class ConversionHistoryEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => ConversionEntity, 'id') conversionId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') affiliateId: string;
  @Column('text', { nullable: true }) fromStatus: ConversionStatus | null;
  @Column('text') toStatus: ConversionStatus;
  @Column('text', { nullable: true }) reason: string | null;
  /** `user:<uuid>` or `system:<name>`. */
  @Column('text') actor: string;
  @InstantColumn() changedAt: Date;
}
