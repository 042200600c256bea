import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Max, Min, registerDecorator, type ValidationArguments, ValidateNested,
} from 'class-validator';
import { FAIL_REASONS, type FailReason, TARGETING_DIMENSIONS, type TargetingDimension } from '../contracts';
import { isHost, isLabel, isMacroUrl, isTargetingValue, isTimeZone } from './routing-values';

/** A rule of validation with a code of its own: `macroUrl` is answered as `macro_url`. */
function Checked(name: string, message: string, isValid: (value: string, args: ValidationArguments) => boolean, each = false): PropertyDecorator {
  return (target, propertyKey) => registerDecorator({
    name, target: target.constructor, propertyName: String(propertyKey), options: { each, message },
    validator: { validate: (value: unknown, args?: ValidationArguments) => typeof value === 'string' && args !== undefined && isValid(value, args) },
  });
}

const MacroUrl = (): PropertyDecorator => Checked('macroUrl', 'must be an http or https address of at most 2000 characters; macros may stand anywhere but in the host', isMacroUrl);
const Label = (): PropertyDecorator => Checked('label', 'must have 1 to 128 characters, none of them a control character', isLabel);

export class TargetingRuleDto {
  @ApiProperty({ enum: TARGETING_DIMENSIONS }) @IsIn(TARGETING_DIMENSIONS) dimension: TargetingDimension;

  @ApiProperty({ enum: ['allow', 'deny'], description: 'A visit whose value is unknown passes `deny` and fails `allow`' }) @IsIn(['allow', 'deny']) mode: 'allow' | 'deny';

  @ApiProperty({
    type: [String], example: ['DE', 'AT'],
    description: 'country: ISO 3166-1 alpha-2; region: ISO 3166-2 subdivision, `DE-BY` or `BY`; device: desktop, mobile, tablet, other; weekday: 1 (Monday) to 7; hour: 0 to 23; ' +
      'language: `de`; referrer: a host, with its subdomains; others: the exact value',
  })
  @ArrayNotEmpty() @ArrayMaxSize(200) @ArrayUnique()
  @Checked('targetingValue', 'must be values that the dimension has', (value, { object }) => object instanceof TargetingRuleDto && isTargetingValue(object.dimension, value), true)
  values: string[];
}

export class LandingPageDto {
  @ApiPropertyOptional({ example: 'lpg_01jd0000000000000000000000', description: 'Leave it out for a new page; send it to keep the page' }) @IsOptional() @IsString() id?: string;
  @ApiProperty() @IsString() @Length(1, 100) @Label() name: string;
  @ApiProperty({ format: 'uri', description: 'May hold macros' }) @MacroUrl() url: string;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 10_000, description: 'Its share among the pages that fit; 0 is never chosen' }) @IsInt() @Min(0) @Max(10_000) weight: number;

  @ApiPropertyOptional({ type: [TargetingRuleDto], description: 'Pages whose rules fit a visit go before pages without rules' })
  @IsOptional() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => TargetingRuleDto)
  targeting?: TargetingRuleDto[];
}

export class FailTargetDto {
  @ApiProperty() @IsString() offer_id: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 1_000, default: 0, description: 'Lower goes first' }) @IsOptional() @IsInt() @Min(0) @Max(1_000) priority?: number;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 10_000, default: 100 }) @IsOptional() @IsInt() @Min(0) @Max(10_000) weight?: number;

  @ApiPropertyOptional({ enum: FAIL_REASONS, isArray: true, description: 'None: every reason' })
  @IsOptional() @ArrayUnique() @IsIn(FAIL_REASONS, { each: true })
  reasons?: FailReason[];
}

export class UtmDto {
  @ApiPropertyOptional({ description: 'May hold macros' }) @IsOptional() @Label() utm_source?: string;
  @ApiPropertyOptional() @IsOptional() @Label() utm_medium?: string;
  @ApiPropertyOptional() @IsOptional() @Label() utm_campaign?: string;
  @ApiPropertyOptional() @IsOptional() @Label() utm_term?: string;
  @ApiPropertyOptional() @IsOptional() @Label() utm_content?: string;
}

export class BlockedSourceDto {
  @ApiProperty({ type: String, nullable: true, description: 'Null: of every affiliate' }) @IsOptional() @IsString() affiliate_id: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null: every source' }) @IsOptional() @Label() source_id: string | null;
}

/** The whole of an offer's routing; what is left out has its default. */
export class SetOfferRoutingRequest {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'The version that you have read; `offer.routing_changed` when there is another by now' })
  @IsOptional() @IsInt() @Min(0)
  if_version?: number;

  @ApiPropertyOptional({ default: 'UTC', description: 'IANA time zone of weekday and hour' }) @IsOptional() @Checked('timeZone', 'must be an IANA time zone', isTimeZone) time_zone?: string;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'Clicks from here on are fail traffic' }) @IsOptional() @IsISO8601({ strict: true }) expires_at?: string | null;

  @ApiPropertyOptional({ type: [TargetingRuleDto] }) @IsOptional() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => TargetingRuleDto) targeting?: TargetingRuleDto[];

  @ApiPropertyOptional({ type: [LandingPageDto], description: 'None: the offer’s landing URL takes all' })
  @IsOptional() @ArrayMaxSize(50) @ArrayUnique((page: LandingPageDto) => page.id ?? page) @ValidateNested({ each: true }) @Type(() => LandingPageDto)
  landing_pages?: LandingPageDto[];

  @ApiPropertyOptional({ enum: ['priority', 'weight'], default: 'priority' }) @IsOptional() @IsIn(['priority', 'weight']) fail_mode?: 'priority' | 'weight';

  @ApiPropertyOptional({ type: [FailTargetDto], description: 'Offers that take what this one does not' })
  @IsOptional() @ArrayMaxSize(100) @ArrayUnique((target: FailTargetDto) => target.offer_id) @ValidateNested({ each: true }) @Type(() => FailTargetDto)
  fail_targets?: FailTargetDto[];

  @ApiPropertyOptional({ default: false, description: 'Whether traffic of the paused offer goes to its fail targets' }) @IsOptional() @IsBoolean() redirect_when_paused?: boolean;
  @ApiPropertyOptional({ type: String, format: 'uri', nullable: true, description: 'Takes what no target takes; may hold macros' }) @IsOptional() @MacroUrl() fallback_url?: string | null;
  @ApiPropertyOptional({ type: UtmDto }) @IsOptional() @ValidateNested() @Type(() => UtmDto) utm?: UtmDto;

  @ApiPropertyOptional({ type: [BlockedSourceDto] }) @IsOptional() @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => BlockedSourceDto) blocked_sources?: BlockedSourceDto[];

  @ApiPropertyOptional({ type: [String], example: ['coupons.example'], description: 'Hosts, with their subdomains' })
  @IsOptional() @ArrayMaxSize(500) @Checked('host', 'must be host names', isHost, true)
  banned_referrers?: string[];

  @ApiPropertyOptional({ default: false, description: 'Flags clicks that carry an ad platform’s id' }) @IsOptional() @IsBoolean() forbids_paid_traffic?: boolean;
  @ApiPropertyOptional({ default: false, description: 'Takes conversions that a visitor’s browser reports, by t.js or px.gif; each is held for a person' }) @IsOptional() @IsBoolean() takes_browser_reports?: boolean;
}

export class OfferRoutingResponse {
  @ApiProperty() offer_id: string;
  @ApiProperty({ type: 'integer', description: '0 where nothing was ever set' }) version: number;
  @ApiProperty() time_zone: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expires_at: string | null;
  @ApiProperty({ type: [TargetingRuleDto] }) targeting: TargetingRuleDto[];
  @ApiProperty({ type: [String], description: 'What traffic is taken and counted, in words' }) terms: string[];
  @ApiProperty({ type: [String] }) banned_referrers: string[];
  @ApiProperty() forbids_paid_traffic: boolean;
  @ApiPropertyOptional({ type: [LandingPageDto], description: 'This and what follows is not shown to affiliates' }) landing_pages?: LandingPageDto[];
  @ApiPropertyOptional({ enum: ['priority', 'weight'] }) fail_mode?: 'priority' | 'weight';
  @ApiPropertyOptional({ type: [FailTargetDto] }) fail_targets?: FailTargetDto[];
  @ApiPropertyOptional() redirect_when_paused?: boolean;
  @ApiPropertyOptional() takes_browser_reports?: boolean;
  @ApiPropertyOptional({ type: String, nullable: true }) fallback_url?: string | null;
  @ApiPropertyOptional({ type: UtmDto }) utm?: UtmDto;
  @ApiPropertyOptional({ type: [BlockedSourceDto] }) blocked_sources?: BlockedSourceDto[];
}

export class OfferRoutingVersionResponse extends OfferRoutingResponse {
  @ApiProperty({ description: '`user:` and an id, or `system:` and a name' }) created_by: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}
