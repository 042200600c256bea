import { InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CommissionEntity } from './commission.entity';

/** What one reversal of a conversion takes back of its commission. Insert-only; at most one per reversal and commission. */
@Entity('commission_reversal')
@Unique(['commissionId', 'conversionReversalId'])
@Index(['conversionReversalId'])
@Index('ix_commission_reversal_carried', ['affiliateId'], { where: 'carried' })
@Check('ck_commission_reversal_amounts', `amount_minor >= 0 AND margin_minor >= 0`)
export class CommissionReversalEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => CommissionEntity, 'id') commissionId: string;
  @Column('uuid') @ForeignKey('ConversionReversalEntity', 'id') conversionReversalId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') affiliateId: string;
  @MinorUnitsColumn() amountMinor: bigint;
  @MinorUnitsColumn() marginMinor: bigint;
  /** Whether a payout had claimed the commission before: then a later payout takes the sum back. */
  @Column('boolean') carried: boolean;
  @InstantColumn() createdAt: Date;
}
