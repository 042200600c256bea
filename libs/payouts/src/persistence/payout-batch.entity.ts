import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BatchStatus, Exclusion } from '../contracts';

/** Payouts that finance prepares, has approved by another person and releases together. */
@Entity('payout_batch')
@Index(['status'])
@Index(['preparedBy'])
@Index(['submittedBy'])
@Index(['approvedBy'])
@Index(['releasedBy'])
@Check('ck_payout_batch_status', `status IN ('draft', 'submitted', 'approved', 'releasing', 'settled', 'partly_failed', 'rejected', 'cancelled')`)
@Check('ck_payout_batch_four_eyes', `approved_by IS NULL OR (approved_by <> prepared_by AND approved_by <> submitted_by)`)
@Check('ck_payout_batch_approval', `status NOT IN ('approved', 'releasing', 'settled', 'partly_failed') OR (approved_by IS NOT NULL AND approved_digest = digest)`)
@Check('ck_payout_batch_totals', `total_minor > 0 AND payout_count > 0`)
export class PayoutBatchEntity {
  @PrimaryColumn('uuid') id: string;
  @CurrencyColumn() currency: Currency;
  /** Commissions that became payable later are left to the next batch. */
  @InstantColumn() cutoffAt: Date;
  @Column('text') status: BatchStatus;
  @Column('char', { length: 64 }) digest: string;
  @MinorUnitsColumn() totalMinor: bigint;
  @Column('int') payoutCount: number;
  @Column('jsonb') excluded: Exclusion[];
  @Column('uuid') @ForeignKey('UserAccountEntity', 'id') preparedBy: string;
  @Column('uuid', { nullable: true }) @ForeignKey('UserAccountEntity', 'id') submittedBy: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey('UserAccountEntity', 'id') approvedBy: string | null;
  @Column('char', { length: 64, nullable: true }) approvedDigest: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey('UserAccountEntity', 'id') releasedBy: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) submittedAt: Date | null;
  @InstantColumn({ nullable: true }) approvedAt: Date | null;
  @InstantColumn({ nullable: true }) releasedAt: Date | null;
}
