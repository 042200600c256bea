import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ALL_METRICS, DIMENSIONS, FILTER_DIMENSIONS, type Dimension, FILTERED_METRICS, METRICS, type Metric } from '../contracts';

const LOCAL_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const split = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);
const listed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);

/** The days of a report. */
export class DaysQuery {
  @ApiProperty({ format: 'date', description: 'First local day' }) @Matches(LOCAL_DATE) from: string;
  @ApiProperty({ format: 'date', description: 'Last local day, included' }) @Matches(LOCAL_DATE) to: string;
  @ApiPropertyOptional({ default: 'UTC', description: 'IANA time zone of the days' }) @IsOptional() @IsString() @MaxLength(64) timezone: string = 'UTC';
}

/** What a report is asked for, as in a URL. Each dimension but time is a filter too, repeated for "or". */
export class PerformanceQuery extends DaysQuery {
  @ApiPropertyOptional({ description: `Up to 3, separated by commas: ${DIMENSIONS.join(', ')}`, example: 'day,offer' })
  @IsOptional() @Transform(split) @IsArray() @ArrayMaxSize(3) @ArrayUnique() @IsIn(DIMENSIONS, { each: true })
  group_by: Dimension[] = ['day'];

  @ApiPropertyOptional({ description: `Separated by commas: ${METRICS.join(', ')}; without it, all of these that the caller may see. Of clicks that do not count also ${FILTERED_METRICS.join(', ')}`, example: 'clicks,approved,commission' })
  @IsOptional() @Transform(split) @IsArray() @ArrayUnique() @IsIn(ALL_METRICS, { each: true })
  metrics?: Metric[];

  @ApiPropertyOptional({ description: 'Needed when there is money in several currencies. Narrows clicks too, to those of offers in it' }) @IsOptional() @IsString() @MaxLength(3) currency?: string;
  @ApiPropertyOptional({ enum: ['previous_period'] }) @IsOptional() @IsIn(['previous_period']) compare?: 'previous_period';
  @ApiPropertyOptional({ description: 'A dimension of `group_by` or a metric; `-` before it for descending', example: '-commission' })
  @IsOptional() @IsString() @MaxLength(40) sort?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 100 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1000) limit: number = 100;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, default: 0 }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000) offset: number = 0;
}

/** Adds the filters, all alike. */
for (const name of FILTER_DIMENSIONS) {
  const decorators = [
    ApiPropertyOptional({ type: [String], description: 'Only these; an empty value is “none”' }), IsOptional(), Transform(listed), IsArray(), ArrayMaxSize(100),
    IsString({ each: true }), MaxLength(256, { each: true }),
  ];
  for (const decorate of decorators) decorate(PerformanceQuery.prototype, name);
}
