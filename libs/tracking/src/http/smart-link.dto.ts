import { ListQuery } from '@fairlead/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, ValidateNested } from 'class-validator';
import { MacroUrl } from './macro-url';

export class SmartChoiceDto {
  @ApiProperty() @IsString() offer_id: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 1_000, default: 0, description: 'Lower goes first' }) @IsOptional() @IsInt() @Min(0) @Max(1_000) priority?: number;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 10_000, default: 100, description: '0 is never chosen by weight' }) @IsOptional() @IsInt() @Min(0) @Max(10_000) weight?: number;
}

export class CreateSmartLinkRequest {
  @ApiProperty() @Matches(/^\P{Cc}{1,100}$/u, { message: 'name must have 1 to 100 characters' }) name: string;
  @ApiPropertyOptional({ enum: ['priority', 'weight'], default: 'weight' }) @IsOptional() @IsIn(['priority', 'weight']) mode?: 'priority' | 'weight';
  @ApiPropertyOptional({ type: String, format: 'uri', nullable: true, description: 'Takes the visits that no offer takes; may hold macros' }) @IsOptional() @MacroUrl() fallback_url?: string | null;

  @ApiProperty({ type: [SmartChoiceDto] })
  @ArrayNotEmpty() @ArrayMaxSize(100) @ArrayUnique((choice: SmartChoiceDto) => choice.offer_id) @ValidateNested({ each: true }) @Type(() => SmartChoiceDto)
  choices: SmartChoiceDto[];
}

class IfVersion {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'The version that you have read; `smart_link.changed` when there is another by now' })
  @IsOptional() @IsInt() @Min(1)
  if_version?: number;
}

export class UpdateSmartLinkRequest extends IfVersion {
  @ApiPropertyOptional() @IsOptional() @Matches(/^\P{Cc}{1,100}$/u, { message: 'name must have 1 to 100 characters' }) name?: string;
  @ApiPropertyOptional({ enum: ['priority', 'weight'] }) @IsOptional() @IsIn(['priority', 'weight']) mode?: 'priority' | 'weight';
  @ApiPropertyOptional({ type: String, format: 'uri', nullable: true }) @IsOptional() @MacroUrl() fallback_url?: string | null;

  @ApiPropertyOptional({ type: [SmartChoiceDto], description: 'Replaces them all' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(100) @ArrayUnique((choice: SmartChoiceDto) => choice.offer_id) @ValidateNested({ each: true }) @Type(() => SmartChoiceDto)
  choices?: SmartChoiceDto[];
}

export class SmartLinkWeightDto {
  @ApiProperty() @IsString() offer_id: string;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 10_000 }) @IsInt() @Min(0) @Max(10_000) weight: number;
}

export class SetWeightsRequest extends IfVersion {
  @ApiProperty({ type: [SmartLinkWeightDto] })
  @ArrayNotEmpty() @ArrayMaxSize(100) @ArrayUnique((one: SmartLinkWeightDto) => one.offer_id) @ValidateNested({ each: true }) @Type(() => SmartLinkWeightDto)
  weights: SmartLinkWeightDto[];
}

export class SmartLinksQuery extends ListQuery {
  @ApiPropertyOptional({ enum: ['active', 'paused'] }) @IsOptional() @IsIn(['active', 'paused']) status?: string;
}

export class SmartLinkResponse {
  @ApiProperty({ example: 'sml_01jd0000000000000000000000' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['active', 'paused'] }) status: string;
  @ApiProperty({ type: [String], description: 'To an affiliate: those that it may promote now' }) offer_ids: string[];
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Null: the network’s. This and what follows but the times is not shown to affiliates' }) advertiser_id?: string | null;
  @ApiPropertyOptional({ enum: ['priority', 'weight'] }) mode?: string;
  @ApiPropertyOptional({ type: String, nullable: true }) fallback_url?: string | null;
  @ApiPropertyOptional({ type: 'integer', description: 'Counts changes' }) version?: number;
  @ApiPropertyOptional({ type: [SmartChoiceDto] }) choices?: SmartChoiceDto[];
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time' }) updated_at: string;
}
