import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ApprovalMode } from '../contracts';
import { OfferEntity } from './offer.entity';

/** One immutable version of an offer's terms. */
@Entity('offer_terms')
@Unique(['offerId', 'version'])
@Index(['advertiserId'])
@Check(
  'ck_offer_terms_commission',
  `(commission_type = 'percent' AND commission_rate_bps BETWEEN 0 AND 10000 AND commission_amount_minor IS NULL) ` +
    `OR (commission_type = 'flat' AND commission_amount_minor >= 0 AND commission_rate_bps IS NULL)`,
)
@Check('ck_offer_terms_bounds', `network_fee_bps BETWEEN 0 AND 100000 AND attribution_window_days BETWEEN 1 AND 730 AND hold_days BETWEEN 0 AND 365`)
@Check('ck_offer_terms_caps', `daily_click_cap > 0 AND daily_conversion_cap > 0`)
@Check('ck_offer_terms_approval', `approval IN ('auto', 'manual')`)
export class OfferTermsEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => OfferEntity, 'id') offerId: string;
  @Column('uuid') advertiserId: string;
  @Column('int') version: number;
  @InstantColumn() validFrom: Date;
  @CurrencyColumn() currency: Currency;
  @Column('text') commissionType: 'percent' | 'flat';
  @Column('int', { nullable: true }) commissionRateBps: number | null;
  @MinorUnitsColumn({ nullable: true }) commissionAmountMinor: bigint | null;
  @Column('int') networkFeeBps: number;
  @Column('int') attributionWindowDays: number;
  @Column('int') holdDays: number;
  @Column('text') approval: ApprovalMode;
  @Column('int', { nullable: true }) dailyClickCap: number | null;
  @Column('int', { nullable: true }) dailyConversionCap: number | null;
  /** `user:<uuid>` or `system:<name>`. */
  @Column('text') createdBy: string;
}
