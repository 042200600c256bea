import { encodeId } from '@fairlead/kernel';
import { ListQuery, MoneyDto, moneyDto, type MoneyInput, MoneyInputProperty } from '@fairlead/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { CONVERSION_STATUSES, type ConversionStatus, type ConversionView } from '../contracts';

export class CreateConversionRequest {
  @ApiPropertyOptional({ description: 'For staff: whose conversion it is' }) @IsOptional() @IsString() advertiser_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(80) click_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(40) coupon?: string;
  @ApiPropertyOptional({ description: 'Default: the offer’s first goal' }) @IsOptional() @IsString() @MaxLength(40) goal?: string;
  @ApiProperty({ description: 'Your own id of the purchase' }) @IsString() @Length(1, 200) order_id: string;
  @MoneyInputProperty({ min: 0, required: false }) amount?: MoneyInput;
  @ApiPropertyOptional() @IsOptional() @IsString() @Length(3, 3) currency?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(200) customer_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsBoolean() customer_new?: boolean;
  @ApiPropertyOptional({ enum: ['approved', 'pending', 'rejected'] }) @IsOptional() @IsIn(['approved', 'pending', 'rejected']) status?: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, description: 'adv1 … adv10' }) @IsOptional() @IsObject() adv?: Record<string, string>;
}

export class RejectConversionRequest {
  @ApiProperty({ description: 'Shown to the affiliate' }) @IsString() @Length(1, 500) reason: string;
}

export class ReverseConversionRequest {
  @MoneyInputProperty({ min: 1, required: false, description: 'Minor units of the conversion to take back; all that is left when absent' }) amount?: MoneyInput;
  @ApiProperty({ description: 'Shown to the affiliate' }) @IsString() @Length(1, 500) reason: string;
}

export class ConversionsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: CONVERSION_STATUSES }) @IsOptional() @IsIn(CONVERSION_STATUSES) status?: ConversionStatus;
  @ApiPropertyOptional() @IsOptional() @IsString() offer_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(200) order_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(80) click_id?: string;
}

export class ConversionResponse {
  @ApiProperty({ example: 'cnv_01jd0000000000000000000000' }) id: string;
  @ApiProperty() advertiser_id: string;
  @ApiProperty() affiliate_id: string;
  @ApiProperty() offer_id: string;
  @ApiProperty() goal: string;
  @ApiProperty() order_id: string;
  @ApiProperty({ enum: ['click', 'coupon'] }) attribution: string;
  @ApiProperty({ type: String, nullable: true }) click_id: string | null;
  @ApiProperty({ type: String, nullable: true }) promo_code_id: string | null;
  @ApiProperty({ description: 'Terms that the commission is computed under' }) terms_id: string;
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty({ type: MoneyDto }) reversed_amount: MoneyDto;
  @ApiProperty({ enum: CONVERSION_STATUSES }) status: ConversionStatus;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is held, rejected or reversed' }) reason: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Not shown to affiliates' }) customer_id?: string | null;
  @ApiProperty({ type: Boolean, nullable: true }) customer_new: boolean | null;
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, description: 'Not shown to affiliates' }) adv?: Record<string, string>;
  @ApiProperty({ format: 'date-time' }) occurred_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) approved_at: string | null;
}

/** `forAffiliate` leaves out what the advertiser says of its customer. */
export function presentConversion(conversion: ConversionView, forAffiliate: boolean): ConversionResponse {
  return {
    id: encodeId('conversion', conversion.id), advertiser_id: encodeId('advertiser', conversion.advertiserId), affiliate_id: encodeId('affiliate', conversion.affiliateId),
    offer_id: encodeId('offer', conversion.offerId), goal: conversion.goal, order_id: conversion.orderId, attribution: conversion.attribution,
    click_id: publicClickId(conversion), promo_code_id: conversion.promoCodeId && encodeId('promoCode', conversion.promoCodeId),
    terms_id: encodeId('offerTerms', conversion.termsId), amount: moneyDto(conversion.amountMinor, conversion.currency),
    reversed_amount: moneyDto(conversion.reversedMinor, conversion.currency), status: conversion.status, reason: conversion.reason, customer_new: conversion.customerNew,
    ...(forAffiliate ? {} : { customer_id: conversion.customerId, adv: { ...conversion.adv } }),
    occurred_at: conversion.occurredAt.toISOString(), approved_at: conversion.approvedAt?.toISOString() ?? null,
  };
}

/** As it was reported; the row has only the half that clicks are found by. */
export function publicClickId(conversion: ConversionView): string | null {
  const click = conversion.evidence['click'] as { public_id?: unknown } | null | undefined;
  return conversion.clickId && typeof click?.public_id === 'string' ? click.public_id : null;
}
