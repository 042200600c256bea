import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Subs } from '../contracts';
import { SmartLinkEntity } from './smart-link.entity';
import { TrackingDomainEntity } from './tracking-domain.entity';

/** A tracked URL of one enrolment, or of a smart link. `code` is its public key; labels set here are the defaults of its clicks. */
@Entity('link')
@Unique(['code'])
@Index(['affiliateId', 'id'])
@Index(['advertiserId', 'id'])
@Index(['offerId'])
@Index(['enrolmentId'])
@Index(['smartLinkId'])
@Index(['domainId'])
@Index(['channelId', 'affiliateId'])
@ForeignKey('ChannelEntity', ['channelId', 'affiliateId'], ['id', 'affiliateId'])
@Check('ck_link_status', `status IN ('active', 'disabled')`)
@Check(
  'ck_link_aim',
  `(offer_id IS NOT NULL AND advertiser_id IS NOT NULL AND enrolment_id IS NOT NULL AND smart_link_id IS NULL) ` +
    `OR (offer_id IS NULL AND enrolment_id IS NULL AND smart_link_id IS NOT NULL)`,
)
export class LinkEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('uuid', { nullable: true }) @ForeignKey('OfferEntity', 'id') offerId: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => SmartLinkEntity, 'id') smartLinkId: string | null;
  /** The offer's or the smart link's; null for a smart link of the network. */
  @Column('uuid', { nullable: true }) advertiserId: string | null;
  @Column('uuid') @ForeignKey('AffiliateEntity', 'id') affiliateId: string;
  @Column('uuid', { nullable: true }) @ForeignKey('EnrolmentEntity', 'id') enrolmentId: string | null;
  @Column('text', { default: 'active' }) status: 'active' | 'disabled';
  @Column('jsonb', { default: {} }) subs: Subs;
  @Column('text', { nullable: true }) sourceId: string | null;
  @Column('text', { nullable: true }) creativeId: string | null;
  /** The affiliate's own name for it. */
  @Column('text', { nullable: true }) label: string | null;
  /** Deep link that the offer allowed when the link was made; checked again at each click. */
  @Column('text', { nullable: true }) target: string | null;
  /** The host that the link is shown with; null is the network's own. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => TrackingDomainEntity, 'id', { onDelete: 'SET NULL' }) domainId: string | null;
  /** Which of the affiliate's own channels it is published in; said when it is taken, and never changed, so that reports of the past stay as they are. */
  @Column('uuid', { nullable: true }) channelId: string | null;
  @InstantColumn() createdAt: Date;
}
