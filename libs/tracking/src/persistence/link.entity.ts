import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Subs } from '../contracts';

/** A tracked URL of one enrolment. `code` is its public key; labels set here are the defaults of its clicks. */
@Entity('link')
@Unique(['code'])
@Index(['affiliateId', 'id'])
@Index(['advertiserId', 'id'])
@Index(['offerId'])
@Index(['enrolmentId'])
@Check('ck_link_status', `status IN ('active', 'disabled')`)
export class LinkEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('uuid') @ForeignKey('OfferEntity', 'id') offerId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') @ForeignKey('AffiliateEntity', 'id') affiliateId: string;
  @Column('uuid') @ForeignKey('EnrolmentEntity', 'id') enrolmentId: string;
  @Column('text', { default: 'active' }) status: 'active' | 'disabled';
  @Column('jsonb', { default: {} }) subs: Subs;
  @Column('text', { nullable: true }) sourceId: string | null;
  /** Deep link that the offer allowed when the link was made; checked again at each click. */
  @Column('text', { nullable: true }) target: string | null;
  @InstantColumn() createdAt: Date;
}
