import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { OfferStatus, OfferVisibility } from '../contracts';

/** What an advertiser wants promoted. What it pays is in its terms. */
@Entity('offer')
@Index(['advertiserId'])
@Check('ck_offer_status', `status IN ('draft', 'active', 'paused', 'archived')`)
@Check('ck_offer_visibility', `visibility IN ('public', 'approval', 'private')`)
@Check('ck_offer_goals', `cardinality(goals) > 0`)
export class OfferEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey('AdvertiserEntity', 'id') advertiserId: string;
  @Column('text') name: string;
  @Column('text') status: OfferStatus;
  @Column('text') visibility: OfferVisibility;
  @Column('text') landingUrl: string;
  @Column('text', { default: 'fl_click' }) clickParameter: string;
  @CurrencyColumn() currency: Currency;
  @Column('text', { array: true }) deepLinkHosts: string[];
  @Column('text', { array: true }) goals: string[];
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
}
