import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ALL_METRICS, DIMENSIONS, FILTER_DIMENSIONS, type Dimension, FILTERED_METRICS, METRICS, type Metric } from '../contracts';

export const LOCAL_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** Text that Postgres can hold: no other can be the value of a click. */
const STORABLE = /^[^\0\p{Cs}]*$/u;
const split = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);
const listed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);

const FirstDay = (): PropertyDecorator => applyDecorators(ApiProperty({ format: 'date', description: 'First local day' }), Matches(LOCAL_DATE));
const LastDay = (): PropertyDecorator => applyDecorators(ApiProperty({ format: 'date', description: 'Last local day, included' }), Matches(LOCAL_DATE));
const Zone = (): PropertyDecorator => applyDecorators(ApiPropertyOptional({ default: 'UTC', description: 'IANA time zone of the days' }), IsOptional(), IsString(), MaxLength(64));

const Limit = (): PropertyDecorator => applyDecorators(ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 100 }), IsOptional(), Type(() => Number), IsInt(), Min(1), Max(1000));
const Offset = (): PropertyDecorator => applyDecorators(ApiPropertyOptional({ type: 'integer', minimum: 0, default: 0 }), IsOptional(), Type(() => Number), IsInt(), Min(0), Max(1_000_000));

/** The days of a report. */
export class DaysQuery {
  @FirstDay() from: string;
  @LastDay() to: string;
  @Zone() timezone: string = 'UTC';
}

/** A report but for its days: what it is cut by, narrowed to and ordered by. Each dimension but time is a filter too, repeated for "or". */
export class CutQuery {
  @Zone() timezone: string = 'UTC';

  @ApiPropertyOptional({ type: [String], description: `Up to 3, separated by commas: ${DIMENSIONS.join(', ')}`, example: 'day,offer' })
  @IsOptional() @Transform(split) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(3) @ArrayUnique() @IsIn(DIMENSIONS, { each: true })
  group_by: Dimension[] = ['day'];

  @ApiPropertyOptional({ type: [String], description: `Separated by commas: ${METRICS.join(', ')}; without it, all of these that the caller may see. Of clicks that do not count also ${FILTERED_METRICS.join(', ')}`, example: 'clicks,approved,commission' })
  @IsOptional() @Transform(split) @IsArray() @ArrayUnique() @IsIn(ALL_METRICS, { each: true })
  metrics?: Metric[];

  @ApiPropertyOptional({ description: 'Needed when there is money in several currencies. Narrows clicks too, to those of offers in it' }) @IsOptional() @IsString() @MaxLength(3) currency?: string;
  @ApiPropertyOptional({ enum: ['previous_period'] }) @IsOptional() @IsIn(['previous_period']) compare?: 'previous_period';
  @ApiPropertyOptional({ description: 'A dimension of `group_by` or a metric; `-` before it for descending', example: '-commission' })
  @IsOptional() @IsString() @MaxLength(40) sort?: string;
}

/** Adds the filters, all alike; before any class is made of it, which takes over what is documented by then. */
for (const name of FILTER_DIMENSIONS) {
  const decorators = [
    ApiPropertyOptional({ type: [String], description: 'Only these; an empty value is “none”' }), IsOptional(), Transform(listed), IsArray(), ArrayMaxSize(100),
    IsString({ each: true }), MaxLength(256, { each: true }), Matches(STORABLE, { each: true }),
  ];
  for (const decorate of decorators) decorate(CutQuery.prototype, name);
}

/** What a report is asked for, as in a URL. */
export class PerformanceQuery extends CutQuery {
  @FirstDay() from: string;
  @LastDay() to: string;
  @Limit() limit: number = 100;
  @Offset() offset: number = 0;
}

/** The page of a report that is kept. */
export class RowsQuery {
  @Limit() limit: number = 100;
  @Offset() offset: number = 0;
}
