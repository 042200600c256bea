import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BlockedReason, CalculationTrace, CommissionStatus } from '../contracts';

/** What one affiliate earns for one conversion. What was computed never changes; what is taken back is counted beside it. */
@Entity('commission')
@Unique(['conversionId', 'goal', 'affiliateId'])
@Index(['affiliateId', 'id'])
@Index(['advertiserId', 'id'])
@Index(['offerId'])
@Index(['termsId'])
@Index('ix_commission_release', ['releaseAt'], { where: `status = 'approved'` })
@Index('ix_commission_outstanding', ['advertiserId', 'currency', 'id'], { where: `status IN ('pending', 'approved')` })
@Index('ix_commission_payable', ['currency', 'payableAt'], { where: `status = 'payable'` })
@Check('ck_commission_status', `status IN ('pending', 'approved', 'payable', 'in_payout', 'paid', 'void', 'reversed')`)
@Check('ck_commission_amounts', `amount_minor >= 0 AND margin_minor >= 0 AND reversed_minor BETWEEN 0 AND amount_minor AND reversed_margin_minor BETWEEN 0 AND margin_minor AND carried_minor BETWEEN 0 AND reversed_minor`)
@Check('ck_commission_release', `status IN ('pending', 'void') OR release_at IS NOT NULL`)
export class CommissionEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey('ConversionEntity', 'id') conversionId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') affiliateId: string;
  @Column('uuid') @ForeignKey('OfferEntity', 'id') offerId: string;
  @Column('text') goal: string;
  @Column('uuid') @ForeignKey('OfferTermsEntity', 'id') termsId: string;
  @CurrencyColumn() currency: Currency;
  @Column('text') status: CommissionStatus;
  @MinorUnitsColumn() amountMinor: bigint;
  @MinorUnitsColumn() marginMinor: bigint;
  @MinorUnitsColumn({ default: 0 }) reversedMinor: bigint;
  @MinorUnitsColumn({ default: 0 }) reversedMarginMinor: bigint;
  @MinorUnitsColumn({ default: 0 }) carriedMinor: bigint;
  @Column('jsonb') trace: CalculationTrace;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) approvedAt: Date | null;
  @InstantColumn({ nullable: true }) releaseAt: Date | null;
  @InstantColumn({ nullable: true }) payableAt: Date | null;
  @Column('text', { nullable: true }) blockedReason: BlockedReason | null;
}
