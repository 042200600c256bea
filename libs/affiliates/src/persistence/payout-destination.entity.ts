import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { PayoutDestinationStatus } from '../contracts';
import { AffiliateEntity } from './affiliate.entity';

/** A Stripe connected account that an affiliate is paid to. At most one per affiliate is not closed. */
@Entity('payout_destination')
@Unique(['stripeAccountId'])
@Index('uq_payout_destination_live', ['affiliateId'], { unique: true, where: `status <> 'closed'` })
@Check('ck_payout_destination_status', `status IN ('onboarding', 'active', 'restricted', 'closed')`)
export class PayoutDestinationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => AffiliateEntity, 'id') affiliateId: string;
  /** `acct_…` */
  @Column('text') stripeAccountId: string;
  @Column('text') status: PayoutDestinationStatus;
  /** What Stripe still wants to know, for the affiliate to see. */
  @Column('text', { array: true, default: '{}' }) requirements: string[];
  @InstantColumn() createdAt: Date;
  @InstantColumn() checkedAt: Date;
}
