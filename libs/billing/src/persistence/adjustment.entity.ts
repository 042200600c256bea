import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AdjustmentDirection, AdjustmentStatus, CounterAccount } from '../contracts';

/** A correction that one person of finance asks for and another approves. What is asked for never changes. */
@Entity('adjustment')
@Unique(['journalId'])
@Index(['status'])
@Index(['advertiserId'])
@Index(['affiliateId'])
@Index(['requestedBy'])
@Index(['decidedBy'])
@Check('ck_adjustment_owner', `(advertiser_id IS NULL) <> (affiliate_id IS NULL)`)
@Check('ck_adjustment_direction', `direction IN ('credit', 'debit')`)
@Check('ck_adjustment_counter_account', `counter_account IN ('network_margin', 'stripe_balance', 'adjustment')`)
@Check('ck_adjustment_amount', `amount_minor > 0`)
@Check('ck_adjustment_reason', `btrim(reason) <> ''`)
@Check('ck_adjustment_status', `status IN ('requested', 'approved', 'rejected')`)
@Check('ck_adjustment_decision', `(status = 'requested') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)`)
@Check('ck_adjustment_four_eyes', `status <> 'approved' OR decided_by <> requested_by`)
@Check('ck_adjustment_posted', `(status = 'approved') = (journal_id IS NOT NULL)`)
export class AdjustmentEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { nullable: true }) @ForeignKey('AdvertiserEntity', 'id') advertiserId: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey('AffiliateEntity', 'id') affiliateId: string | null;
  @Column('text') direction: AdjustmentDirection;
  @Column('text') counterAccount: CounterAccount;
  @MinorUnitsColumn() amountMinor: bigint;
  @CurrencyColumn() currency: Currency;
  @Column('text') reason: string;
  @Column('text') status: AdjustmentStatus;
  @Column('uuid') @ForeignKey('UserAccountEntity', 'id') requestedBy: string;
  @InstantColumn() requestedAt: Date;
  @Column('uuid', { nullable: true }) @ForeignKey('UserAccountEntity', 'id') decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @Column('uuid', { nullable: true }) @ForeignKey('JournalEntity', 'id') journalId: string | null;
}
