import { MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PayoutEntity } from './payout.entity';

/** One part of a payout. `live` ends when the payout is cancelled or returned; a commission is live in at most one payout. */
@Entity('payout_line')
@Index(['payoutId'])
@Index(['affiliateId'])
@Index(['commissionId'])
@Index(['commissionReversalId'])
@Index('uq_payout_line_commission', ['commissionId'], { unique: true, where: 'live AND commission_reversal_id IS NULL' })
@Index('uq_payout_line_reversal', ['commissionReversalId'], { unique: true, where: 'live AND commission_reversal_id IS NOT NULL' })
@Check('ck_payout_line_sign', `(commission_reversal_id IS NULL AND amount_minor >= 0) OR (commission_reversal_id IS NOT NULL AND amount_minor < 0)`)
export class PayoutLineEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => PayoutEntity, 'id') payoutId: string;
  @Column('uuid') affiliateId: string;
  @Column('uuid') @ForeignKey('CommissionEntity', 'id') commissionId: string;
  @Column('uuid', { nullable: true }) @ForeignKey('CommissionReversalEntity', 'id') commissionReversalId: string | null;
  @MinorUnitsColumn() amountMinor: bigint;
  @Column('boolean', { default: true }) live: boolean;
}
