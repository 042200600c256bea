import { CURRENCIES, encodeId } from '@fairlead/kernel';
import { ListQuery } from '@fairlead/platform';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsIn, IsInt, IsISO4217CurrencyCode, IsOptional, IsString, IsUrl, Length, Matches, Max, MaxLength, Min, ValidateBy,
  ValidateIf, ValidateNested,
} from 'class-validator';
import type { OfferWithTerms } from '../application/read-offers.query';
import {
  type ApprovalMode, type CommissionPlan, ENROLMENT_STATUSES, type EnrolmentStatus, type EnrolmentView, OFFER_STATUSES, OFFER_VISIBILITIES, type OfferTerms,
  type OfferVisibility,
} from '../contracts';
import { isDeepLinkHost } from '../domain/deep-link-host';

/** `percent` with `rate_bps`, or `flat` with `amount`. */
export class CommissionDto {
  @ApiProperty({ enum: ['percent', 'flat'] }) @IsIn(['percent', 'flat']) type: 'percent' | 'flat';

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 10_000, description: 'Basis points of the sale amount (1 % = 100)' })
  @ValidateIf((dto: CommissionDto) => dto.type === 'percent') @IsInt() @Min(0) @Max(10_000)
  rate_bps?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'Minor units of the offer currency' })
  @ValidateIf((dto: CommissionDto) => dto.type === 'flat') @IsInt() @Min(0)
  amount?: number;
}

export class CreateOfferRequest {
  @ApiProperty() @IsString() @Length(1, 200) name: string;

  @ApiProperty({ format: 'uri', description: 'May hold macros such as {click_id} and {sub1}' })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }) @MaxLength(2_000)
  landing_url: string;

  @ApiProperty({ enum: CURRENCIES }) @IsISO4217CurrencyCode() @IsIn(CURRENCIES) currency: string;

  @ApiProperty({ type: CommissionDto }) @ValidateNested() @Type(() => CommissionDto) commission: CommissionDto;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 100_000, default: 0, description: 'Basis points of the commission that the advertiser pays on top' })
  @IsOptional() @IsInt() @Min(0) @Max(100_000)
  network_fee_bps?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 730, default: 30 }) @IsOptional() @IsInt() @Min(1) @Max(730) attribution_window_days?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 365, default: 14 }) @IsOptional() @IsInt() @Min(0) @Max(365) hold_days?: number;

  @ApiPropertyOptional({ enum: ['auto', 'manual'], default: 'manual' }) @IsOptional() @IsIn(['auto', 'manual']) approval?: ApprovalMode;

  @ApiPropertyOptional({ enum: OFFER_VISIBILITIES, default: 'approval' }) @IsOptional() @IsIn(OFFER_VISIBILITIES) visibility?: OfferVisibility;

  @ApiPropertyOptional({ type: [String], example: ['shop.example', '*.brand.example'], description: 'None: no deep links' })
  @IsOptional() @ArrayMaxSize(50) @ArrayUnique()
  @ValidateBy({ name: 'deepLinkHost', validator: { validate: (host: unknown) => typeof host === 'string' && isDeepLinkHost(host), defaultMessage: () => 'must be a host name, or *. and a domain' } }, { each: true })
  deep_link_hosts?: string[];

  @ApiPropertyOptional({ type: [String], default: ['sale'], description: 'Paid events; the first is the default' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(20) @ArrayUnique() @Matches(/^[a-z][a-z0-9_]{0,39}$/, { each: true })
  goals?: string[];

  @ApiPropertyOptional({ default: 'fl_click', description: 'Query parameter that carries the click id to the landing page' })
  @IsOptional() @Matches(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/)
  click_parameter?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, nullable: true, description: 'Counted clicks per UTC day' }) @IsOptional() @IsInt() @Min(1) daily_click_cap?: number | null;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, nullable: true, description: 'Conversions per UTC day; more are held for review' })
  @IsOptional() @IsInt() @Min(1)
  daily_conversion_cap?: number | null;
}

/** Any part of an offer but its currency. Changed terms become a new version. */
export class UpdateOfferRequest extends PartialType(CreateOfferRequest) {}

export class OffersQuery extends ListQuery {
  @ApiPropertyOptional({ enum: OFFER_STATUSES }) @IsOptional() @IsIn(OFFER_STATUSES) status?: string;
}

export class EnrolmentResponse {
  @ApiProperty() id: string;
  @ApiProperty() offer_id: string;
  @ApiProperty() affiliate_id: string;
  @ApiPropertyOptional({ description: 'For the advertiser and staff' }) affiliate_name?: string;
  @ApiProperty({ enum: ENROLMENT_STATUSES }) status: EnrolmentStatus;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was rejected' }) reason: string | null;
  @ApiProperty({ format: 'date-time' }) applied_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decided_at: string | null;
}

export class TermsResponse {
  @ApiProperty({ example: 'trm_01jd0000000000000000000000' }) id: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ format: 'date-time' }) valid_from: string;
  @ApiProperty({ type: CommissionDto }) commission: CommissionDto;
  @ApiPropertyOptional({ type: 'integer', description: 'Not shown to affiliates' }) network_fee_bps?: number;
  @ApiProperty({ type: 'integer' }) attribution_window_days: number;
  @ApiProperty({ type: 'integer' }) hold_days: number;
  @ApiProperty({ enum: ['auto', 'manual'] }) approval: ApprovalMode;
  @ApiProperty({ type: 'integer', nullable: true }) daily_click_cap: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) daily_conversion_cap: number | null;
}

export class OfferResponse extends TermsResponse {
  @ApiProperty({ description: 'Id of the terms in force' }) terms_id: string;
  @ApiProperty() advertiser_id: string;
  @ApiPropertyOptional() advertiser_name?: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: OFFER_STATUSES }) status: string;
  @ApiProperty({ enum: OFFER_VISIBILITIES }) visibility: OfferVisibility;
  @ApiProperty() landing_url: string;
  @ApiProperty() click_parameter: string;
  @ApiProperty() currency: string;
  @ApiProperty({ type: [String] }) deep_link_hosts: string[];
  @ApiProperty({ type: [String] }) goals: string[];
  @ApiProperty({ type: EnrolmentResponse, nullable: true, description: 'The calling affiliate’s' }) enrolment: EnrolmentResponse | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time' }) updated_at: string;
}

export function readCommission(dto: CommissionDto): CommissionPlan {
  return dto.type === 'percent' ? { type: 'percent', rateBps: dto.rate_bps ?? 0 } : { type: 'flat', amountMinor: BigInt(dto.amount ?? 0) };
}

export function presentTerms(terms: OfferTerms, showFee: boolean): TermsResponse {
  return {
    id: encodeId('offerTerms', terms.id), version: terms.version, valid_from: terms.validFrom.toISOString(),
    commission: terms.commission.type === 'percent' ? { type: 'percent', rate_bps: terms.commission.rateBps } : { type: 'flat', amount: Number(terms.commission.amountMinor) },
    ...(showFee ? { network_fee_bps: terms.networkFeeBps } : {}),
    attribution_window_days: terms.attributionWindowDays, hold_days: terms.holdDays, approval: terms.approval, daily_click_cap: terms.dailyClickCap,
    daily_conversion_cap: terms.dailyConversionCap,
  };
}

export function presentOffer(offer: OfferWithTerms, showFee: boolean, advertiserName: string | undefined): OfferResponse {
  const terms = presentTerms(offer.terms, showFee);
  return {
    ...terms,
    id: encodeId('offer', offer.id), terms_id: terms.id, advertiser_id: encodeId('advertiser', offer.advertiserId),
    ...(advertiserName === undefined ? {} : { advertiser_name: advertiserName }),
    name: offer.name, status: offer.status, visibility: offer.visibility, landing_url: offer.landingUrl, click_parameter: offer.clickParameter,
    currency: offer.currency, deep_link_hosts: [...offer.deepLinkHosts], goals: [...offer.goals],
    enrolment: offer.enrolment ? presentEnrolment(offer.enrolment, undefined) : null,
    created_at: offer.createdAt.toISOString(), updated_at: offer.updatedAt.toISOString(),
  };
}

export function presentEnrolment(enrolment: EnrolmentView, affiliateName: string | undefined): EnrolmentResponse {
  return {
    id: encodeId('enrolment', enrolment.id), offer_id: encodeId('offer', enrolment.offerId), affiliate_id: encodeId('affiliate', enrolment.affiliateId),
    ...(affiliateName === undefined ? {} : { affiliate_name: affiliateName }),
    status: enrolment.status, reason: enrolment.reason, applied_at: enrolment.appliedAt.toISOString(), decided_at: enrolment.decidedAt?.toISOString() ?? null,
  };
}
