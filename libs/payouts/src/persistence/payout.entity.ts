import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { PayoutStatus } from '../contracts';
import { PayoutBatchEntity } from './payout-batch.entity';

/** One sum to one affiliate in one batch. Amount and destination are frozen. */
@Entity('payout')
@Unique(['batchId', 'affiliateId'])
@Unique(['transferId'])
@Index(['affiliateId', 'id'])
@Index('ix_payout_unsettled', ['status'], { where: `status IN ('approved', 'sending', 'unknown')` })
@Check('ck_payout_status', `status IN ('planned', 'approved', 'sending', 'transferred', 'failed', 'unknown', 'returned', 'cancelled')`)
@Check('ck_payout_amount', `amount_minor > 0`)
@Check('ck_payout_transfer', `(status IN ('transferred', 'returned')) = (transfer_id IS NOT NULL)`)
export class PayoutEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => PayoutBatchEntity, 'id') batchId: string;
  @Column('uuid') @ForeignKey('AffiliateEntity', 'id') affiliateId: string;
  @CurrencyColumn() currency: Currency;
  @MinorUnitsColumn() amountMinor: bigint;
  @Column('text') stripeAccountId: string;
  @Column('text') status: PayoutStatus;
  @Column('text', { nullable: true }) transferId: string | null;
  @Column('text', { nullable: true }) failureCode: string | null;
  @Column('text', { nullable: true }) failureMessage: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) settledAt: Date | null;
}
