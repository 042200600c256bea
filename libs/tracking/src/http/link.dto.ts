import { ListQuery } from '@fairlead/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { SubsDto } from './subs.dto';

const TEXT = { message: '$property must have 1 to 128 characters, none of them a control character' };
const PLAIN = /^\P{Cc}{1,128}$/u;

export class CreateLinkRequest extends SubsDto {
  @ApiPropertyOptional({ description: 'The offer that it leads to; this or `smart_link_id`' }) @IsOptional() @IsString() offer_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() smart_link_id?: string;
  @ApiPropertyOptional({ description: 'Deep link, to a host that the offer allows' }) @IsOptional() @IsString() @MaxLength(2_000) to?: string;
  @ApiPropertyOptional({ description: 'A code of your choice' }) @IsOptional() @Matches(/^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/) code?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) source_id?: string;
  @ApiPropertyOptional({ description: 'Which creative it stands behind; the macro {creative_id}' }) @IsOptional() @Matches(PLAIN, TEXT) creative_id?: string;
  @ApiPropertyOptional({ description: 'Your own name for it' }) @IsOptional() @Matches(PLAIN, TEXT) label?: string;
  @ApiPropertyOptional({ description: 'A tracking domain to publish it with' }) @IsOptional() @IsString() domain_id?: string;
  @ApiPropertyOptional({ description: 'The channel of yours that you publish it in; reports tell what each kind of channel brings' }) @IsOptional() @IsString() channel_id?: string;
}

export class UpdateLinkRequest {
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @Matches(PLAIN, TEXT) label?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @Matches(PLAIN, TEXT) creative_id?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @Matches(PLAIN, TEXT) source_id?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Null: the network’s own host' }) @IsOptional() @IsString() domain_id?: string | null;
}

export class LinksQuery extends ListQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() offer_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() smart_link_id?: string;
  @ApiPropertyOptional({ enum: ['active', 'disabled'] }) @IsOptional() @IsIn(['active', 'disabled']) status?: string;
  @ApiPropertyOptional({ description: 'A part of the label, in any case' }) @IsOptional() @Matches(PLAIN, TEXT) label?: string;
}

export class QrPngQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 128, maximum: 1_024, default: 512, description: 'Width and height in pixels' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(128) @Max(1_024)
  size: number = 512;
}

export class LinkResponse extends SubsDto {
  @ApiProperty() id: string;
  @ApiProperty() code: string;
  @ApiProperty({ description: 'What to publish' }) url: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the link leads to a smart link' }) offer_id: string | null;
  @ApiProperty({ type: String, nullable: true }) smart_link_id: string | null;
  @ApiProperty() affiliate_id: string;
  @ApiProperty({ enum: ['active', 'disabled'] }) status: string;
  @ApiProperty({ type: String, nullable: true }) to: string | null;
  @ApiProperty({ type: String, nullable: true }) source_id: string | null;
  @ApiProperty({ type: String, nullable: true }) creative_id: string | null;
  @ApiProperty({ type: String, nullable: true }) label: string | null;
  @ApiProperty({ type: String, nullable: true }) domain_id: string | null;
  @ApiProperty({ type: String, nullable: true }) channel_id: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}
