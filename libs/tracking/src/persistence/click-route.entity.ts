import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { LinkEntity } from './link.entity';

/** What clicks were routed by: written once for each combination, insert-only. */
@Entity('click_route')
@Unique(['linkId', 'offerId', 'termsId', 'routingVersion', 'landingPageId'])
@Index(['offerId'])
@Index(['termsId'])
@Index(['advertiserId'])
@Index(['affiliateId'])
export class ClickRouteEntity {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('uuid') @ForeignKey(() => LinkEntity, 'id') linkId: string;
  /** The offer that was tried; another than the link's for smart links and fail traffic. */
  @Column('uuid') @ForeignKey('OfferEntity', 'id') offerId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') affiliateId: string;
  /** Terms in force at the click. */
  @Column('uuid') @ForeignKey('OfferTermsEntity', 'id') termsId: string;
  /** Version of the offer's routing in force; 0 where none was ever set. */
  @Column('int') routingVersion: number;
  /** All zeroes where the offer's own landing page or a deep link was taken. */
  @Column('uuid') landingPageId: string;
}
