import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { EnrolmentStatus } from '../contracts';
import { OfferEntity } from './offer.entity';

/** An affiliate's right to promote an offer, or its application for it. */
@Entity('enrolment')
@Unique(['offerId', 'affiliateId'])
@Index(['affiliateId'])
@Index(['advertiserId'])
@Check('ck_enrolment_status', `status IN ('pending', 'approved', 'rejected')`)
export class EnrolmentEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => OfferEntity, 'id') offerId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') @ForeignKey('AffiliateEntity', 'id') affiliateId: string;
  @Column('text') status: EnrolmentStatus;
  @InstantColumn() appliedAt: Date;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) decidedBy: string | null;
  /** Why it was rejected, for the affiliate to read. */
  @Column('text', { nullable: true }) reason: string | null;
}
