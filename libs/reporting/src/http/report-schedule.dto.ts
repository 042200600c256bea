import { encodeId, parseId } from '@fairlead/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ScheduleView } from '../application/read-report-schedule.query';
import type { ScheduleInput } from '../application/set-report-schedule.service';
import { REPORT_FREQUENCIES, type ReportFrequency } from '../contracts';

export class SetReportScheduleRequest {
  @ApiProperty({ enum: REPORT_FREQUENCIES }) @IsIn(REPORT_FREQUENCIES) frequency: ReportFrequency;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 7, description: '1 is Monday, 7 Sunday; for `weekly`' }) @IsOptional() @IsInt() @Min(1) @Max(7) weekday?: number;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 31, description: 'For `monthly`; a month without it sends on its last day' }) @IsOptional() @IsInt() @Min(1) @Max(31) day_of_month?: number;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 23, description: 'Of the clocks in `timezone`; an hour that they skip is made up right after' }) @IsInt() @Min(0) @Max(23) hour: number;
  @ApiProperty({ description: 'IANA time zone', example: 'Europe/Berlin' }) @IsString() @MaxLength(64) timezone: string;
  @ApiProperty({ type: [String], minItems: 1, maxItems: 20, description: 'Members of your organization; others than the maker only of a shared report. Who is on the list already may stay on it', example: ['usr_01jd0000000000000000000000'] })
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(20) @ArrayUnique() @IsString({ each: true }) receivers: string[];
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'The version that you have read, 0 for none; `report_schedule.changed` when there is another by now' }) @IsOptional() @IsInt() @Min(0) if_version?: number;
  @ApiPropertyOptional({ default: false, description: 'Keeps it, and sends nothing' }) @IsOptional() @IsBoolean() is_paused?: boolean;
}

export class ReportReceiver {
  @ApiProperty({ example: 'usr_01jd0000000000000000000000' }) id: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for who is not of the team any more' }) name: string | null;
  @ApiProperty({ description: 'Not without access to the report, a confirmed e-mail address, or a second factor where the network asks for one' }) gets_it: boolean;
}

export class ReportScheduleResponse {
  @ApiProperty({ enum: REPORT_FREQUENCIES }) frequency: ReportFrequency;
  @ApiProperty({ type: 'integer', nullable: true, description: '1 is Monday, 7 Sunday; for `weekly`' }) weekday: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'For `monthly`' }) day_of_month: number | null;
  @ApiProperty({ type: 'integer' }) hour: number;
  @ApiProperty({ example: 'Europe/Berlin' }) timezone: string;
  @ApiProperty({ type: [ReportReceiver], description: 'The list' }) receivers: ReportReceiver[];
  @ApiProperty({ type: 'integer', description: 'Counts changes' }) version: number;
  @ApiProperty() is_paused: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'A code, when the network paused it: why the report could not be read, or `report_schedule.nobody_left`' }) pause_reason: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while paused' }) next_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) last_sent_at: string | null;
}

/** @throws DomainError `request.invalid_id`. */
export function readSchedule(body: SetReportScheduleRequest): ScheduleInput {
  return {
    frequency: body.frequency, weekday: body.weekday ?? null, dayOfMonth: body.day_of_month ?? null, hour: body.hour, timezone: body.timezone, receivers: body.receivers.map((receiver) => parseId('user', receiver)),
    isPaused: body.is_paused ?? false,
  };
}

export function presentSchedule({ schedule, receivers }: ScheduleView): ReportScheduleResponse {
  return {
    frequency: schedule.frequency, weekday: schedule.weekday, day_of_month: schedule.dayOfMonth, hour: schedule.hour, timezone: schedule.timezone,
    receivers: receivers.map(({ id, name, getsIt }) => ({ id: encodeId('user', id), name, gets_it: getsIt })), version: schedule.version, is_paused: schedule.pausedAt !== null, pause_reason: schedule.pauseReason,
    next_at: schedule.pausedAt === null ? schedule.dueAt.toISOString() : null, last_sent_at: schedule.lastSentAt?.toISOString() ?? null,
  };
}
