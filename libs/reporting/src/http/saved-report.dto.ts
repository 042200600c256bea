import { encodeId } from '@fairlead/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, Matches, Min, ValidateNested } from 'class-validator';
import { type FilterDimension, RELATIVE_PERIODS, type RelativePeriod, SAVED_REPORT_VISIBILITIES, type SavedReportVisibility } from '../contracts';
import { readPeriod, type SavedQuery } from '../domain/report-query';
import { mayChange, type Reader } from '../domain/saved-report';
import type { SavedReportView } from '../persistence/saved-reports.repository';
import { CutQuery, LOCAL_DATE } from './performance.query';
import { readCut } from './read-cut';

const NAME = /^[^\p{Cc}\p{Cs}]{1,100}$/u;
const NAME_PROBLEM = { message: 'name must have 1 to 100 characters' };
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export class SavedQueryDto extends CutQuery {
  @ApiPropertyOptional({ enum: RELATIVE_PERIODS, description: 'Moves with the day, in `timezone`; instead of `from` and `to`' }) @IsOptional() @IsIn(RELATIVE_PERIODS) period?: RelativePeriod;
  @ApiPropertyOptional({ format: 'date', description: 'First local day' }) @IsOptional() @Matches(LOCAL_DATE) from?: string;
  @ApiPropertyOptional({ format: 'date', description: 'Last local day, included' }) @IsOptional() @Matches(LOCAL_DATE) to?: string;
}

const QUERY_ABOUT = 'The parameters of `GET /reports/performance` but `limit` and `offset`; `period` may stand for `from` and `to`';

export class CreateSavedReportRequest {
  @ApiProperty({ minLength: 1, maxLength: 100, description: 'Yours alone: others may give the same' }) @Transform(trimmed) @Matches(NAME, NAME_PROBLEM) name: string;
  @ApiPropertyOptional({ enum: SAVED_REPORT_VISIBILITIES, default: 'private', description: '`shared`: everybody in your organization can read it' }) @IsOptional() @IsIn(SAVED_REPORT_VISIBILITIES) visibility?: SavedReportVisibility;
  @ApiProperty({ type: SavedQueryDto, description: QUERY_ABOUT }) @IsObject() @ValidateNested() @Type(() => SavedQueryDto) query: SavedQueryDto;
}

export class ChangeSavedReportRequest {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 }) @IsOptional() @Transform(trimmed) @Matches(NAME, NAME_PROBLEM) name?: string;
  @ApiPropertyOptional({ enum: SAVED_REPORT_VISIBILITIES }) @IsOptional() @IsIn(SAVED_REPORT_VISIBILITIES) visibility?: SavedReportVisibility;
  @ApiPropertyOptional({ type: SavedQueryDto, description: 'Replaces all of it' }) @IsOptional() @IsObject() @ValidateNested() @Type(() => SavedQueryDto) query?: SavedQueryDto;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'The version that you have read; `saved_report.changed` when there is another by now' }) @IsOptional() @IsInt() @Min(1) if_version?: number;
}

export class SavedReportResponse {
  @ApiProperty({ example: 'srp_01jd0000000000000000000000' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: SAVED_REPORT_VISIBILITIES }) visibility: SavedReportVisibility;
  @ApiProperty({ example: 'usr_01jd0000000000000000000000' }) made_by: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null when the maker is not of the team any more' }) maker_name: string | null;
  @ApiProperty({ description: 'Whether the caller made it' }) is_own: boolean;
  @ApiProperty({ description: 'Whether the caller may change and delete it: the maker, and for shared ones who manages the team' }) can_change: boolean;
  @ApiProperty({ type: SavedQueryDto, description: QUERY_ABOUT }) query: SavedQueryDto;
  @ApiProperty({ enum: ['active', 'paused'], nullable: true, type: String, description: 'Whether it is sent by e-mail; null without a schedule' }) mailing: 'active' | 'paused' | null;
  @ApiProperty({ description: 'Whether it is sent to the caller' }) is_receiver: boolean;
  @ApiProperty({ type: 'integer', description: 'Counts changes' }) version: number;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time' }) updated_at: string;
}

/** @throws DomainError `saved_report.period_unclear`. */
export function readSavedQuery(query: SavedQueryDto): SavedQuery {
  return { ...readCut(query), period: readPeriod(query.period, query.from, query.to) };
}

export function presentSavedReport(report: SavedReportView, reader: Reader): SavedReportResponse {
  return {
    id: encodeId('savedReport', report.id), name: report.name, visibility: report.visibility, made_by: encodeId('user', report.madeBy), maker_name: report.makerName,
    is_own: report.madeBy === reader.userId, can_change: mayChange(report, reader), query: presentQuery(report.query), mailing: report.mailing, is_receiver: report.isReceiver, version: report.version,
    created_at: report.createdAt.toISOString(), updated_at: report.updatedAt.toISOString(),
  };
}

function presentQuery({ groupBy, metrics, filters, timezone, currency, comparePrevious, sort, period }: SavedQuery): SavedQueryDto & Partial<Record<FilterDimension, readonly string[]>> {
  return {
    group_by: [...groupBy], ...(metrics === null ? {} : { metrics: [...metrics] }), ...filters, ...(typeof period === 'string' ? { period } : period), timezone,
    ...(currency === null ? {} : { currency }), ...(comparePrevious ? { compare: 'previous_period' as const } : {}), ...(sort === null ? {} : { sort }),
  };
}
