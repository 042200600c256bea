import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CoolingReason, PayoutDestinationStatus } from '../contracts';
import { AffiliateEntity } from './affiliate.entity';

/** A Stripe connected account that an affiliate is paid to. At most one per affiliate is not closed. */
@Entity('payout_destination')
@Unique(['stripeAccountId'])
@Index('uq_payout_destination_live', ['affiliateId'], { unique: true, where: `status <> 'closed'` })
@Check('ck_payout_destination_status', `status IN ('onboarding', 'active', 'restricted', 'closed')`)
@Check('ck_payout_destination_cools', `cools_until IS NULL OR (cools_until > changed_at AND cools_because IS NOT NULL)`)
@Check('ck_payout_destination_cools_because', `cools_because IN ('account_changed', 'account_changed_after_security_change')`)
export class PayoutDestinationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => AffiliateEntity, 'id') affiliateId: string;
  /** `acct_…` */
  @Column('text') stripeAccountId: string;
  @Column('text') status: PayoutDestinationStatus;
  /** What Stripe still wants to know, for the affiliate to see. */
  @Column('text', { array: true, default: '{}' }) requirements: string[];
  /** Ids of the bank accounts and cards behind it, `*` after those that are paid out to; empty until Stripe has named one. */
  @Column('text', { array: true, default: '{}' }) externalAccounts: string[];
  @InstantColumn() createdAt: Date;
  /** When the question was asked whose answer is kept here. */
  @InstantColumn() checkedAt: Date;
  /** When it was first seen active; never taken back. */
  @InstantColumn({ nullable: true }) activatedAt: Date | null;
  /** When it took the place of another, or what is behind it changed; null for a first one that stays as it is. */
  @InstantColumn({ nullable: true }) changedAt: Date | null;
  /** No new payout before this; only grows. */
  @InstantColumn({ nullable: true }) coolsUntil: Date | null;
  @Column('text', { nullable: true }) coolsBecause: CoolingReason | null;
}
