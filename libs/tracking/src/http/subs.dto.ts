import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** The affiliate's own labels, up to 128 characters each. */
export class SubsDto {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub1?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub2?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub3?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub4?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub5?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub6?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub7?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub8?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub9?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub10?: string;
}
