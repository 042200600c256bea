import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AttributionMethod, ConversionStatus } from '../contracts';

/** The id of no conversion. */
export const STANDS = '00000000-0000-0000-0000-000000000000';

/** One reported result of a goal. An order has one conversion per advertiser and goal, whatever is reported how often. */
@Entity('conversion')
@Unique(['advertiserId', 'goal', 'orderId', 'supersededBy'])
@Index(['advertiserId', 'id'])
@Index(['affiliateId', 'id'])
@Index(['offerId', 'id'])
@Index(['clickId'])
@Index(['promoCodeId'])
@Index(['termsId'])
@Check('ck_conversion_status', `status IN ('pending', 'held', 'approved', 'rejected', 'reversed')`)
@Check('ck_conversion_attribution', `(attribution = 'click' AND click_id IS NOT NULL) OR (attribution = 'coupon' AND promo_code_id IS NOT NULL)`)
@Check('ck_conversion_amounts', `amount_minor >= 0 AND reversed_minor >= 0 AND reversed_minor <= amount_minor`)
@Check('ck_conversion_reason', `status NOT IN ('held', 'rejected') OR reason IS NOT NULL`)
@Check('ck_conversion_approved_at', `(status IN ('approved', 'reversed')) = (approved_at IS NOT NULL)`)
@Check('ck_conversion_superseded', `superseded_by = '${STANDS}' OR status = 'rejected'`)
export class ConversionEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey('AdvertiserEntity', 'id') advertiserId: string;
  @Column('uuid') @ForeignKey('AffiliateEntity', 'id') affiliateId: string;
  @Column('uuid') @ForeignKey('OfferEntity', 'id') offerId: string;
  @Column('text') goal: string;
  /** The advertiser's own id of the purchase. */
  @Column('text') orderId: string;
  @Column('text') attribution: AttributionMethod;
  /** Clicks are kept in partitions and dropped in time; what a trace needs of them is in `evidence`. */
  @Column('uuid', { nullable: true }) clickId: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey('PromoCodeEntity', 'id') promoCodeId: string | null;
  @Column('uuid') @ForeignKey('OfferTermsEntity', 'id') termsId: string;
  @MinorUnitsColumn() amountMinor: bigint;
  @MinorUnitsColumn({ default: 0 }) reversedMinor: bigint;
  @CurrencyColumn() currency: Currency;
  @Column('text') status: ConversionStatus;
  @Column('text') intakeStatus: ConversionStatus;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) customerId: string | null;
  @Column('boolean', { nullable: true }) customerNew: boolean | null;
  @Column('jsonb', { default: {} }) adv: Record<string, string>;
  @Column('jsonb') evidence: Record<string, unknown>;
  @InstantColumn() occurredAt: Date;
  @InstantColumn({ nullable: true }) approvedAt: Date | null;
  /** The conversion that took its order; STANDS where none did. One of each order stands. */
  @Column('uuid', { default: STANDS }) supersededBy: string;
}
