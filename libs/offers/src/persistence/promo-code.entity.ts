import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { OfferEntity } from './offer.entity';

/** A code that stands for an affiliate. Stored in upper case, unique per advertiser. */
@Entity('promo_code')
@Unique(['advertiserId', 'code'])
@Index(['affiliateId'])
@Index(['offerId'])
@Check('ck_promo_code_code', `code = upper(code)`)
export class PromoCodeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => OfferEntity, 'id') offerId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') @ForeignKey('AffiliateEntity', 'id') affiliateId: string;
  @Column('text') code: string;
  @InstantColumn() createdAt: Date;
}
