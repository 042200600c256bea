import { MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PayoutEntity } from './payout.entity';

/** One part of a payout. `live` ends when the payout is cancelled or returned; what it pays is live in at most one payout. */
@Entity('payout_line')
@Index(['payoutId'])
@Index(['affiliateId'])
@Index(['commissionId'])
@Index(['commissionReversalId'])
@Index(['adjustmentId'])
@Index('uq_payout_line_commission', ['commissionId'], { unique: true, where: 'live AND commission_reversal_id IS NULL' })
@Index('uq_payout_line_reversal', ['commissionReversalId'], { unique: true, where: 'live AND commission_reversal_id IS NOT NULL' })
@Index('uq_payout_line_adjustment', ['adjustmentId'], { unique: true, where: 'live AND adjustment_id IS NOT NULL' })
@Check('ck_payout_line_cause', `(commission_id IS NULL) <> (adjustment_id IS NULL) AND (commission_reversal_id IS NULL OR commission_id IS NOT NULL)`)
@Check('ck_payout_line_sign', `CASE WHEN adjustment_id IS NOT NULL THEN amount_minor <> 0 WHEN commission_reversal_id IS NULL THEN amount_minor >= 0 ELSE amount_minor < 0 END`)
export class PayoutLineEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => PayoutEntity, 'id') payoutId: string;
  @Column('uuid') affiliateId: string;
  @Column('uuid', { nullable: true }) @ForeignKey('CommissionEntity', 'id') commissionId: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey('CommissionReversalEntity', 'id') commissionReversalId: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey('AdjustmentEntity', 'id') adjustmentId: string | null;
  @MinorUnitsColumn() amountMinor: bigint;
  @Column('boolean', { default: true }) live: boolean;
}
