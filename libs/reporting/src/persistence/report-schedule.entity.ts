import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { REPORT_FREQUENCIES, type ReportFrequency } from '../contracts';

/** When and to whom a saved report is sent by e-mail. There is one for a saved report, or none. */
@Entity('report_schedule')
@ForeignKey('SavedReportEntity', ['savedReportId', 'organizationId'], ['id', 'organizationId'])
@Index(['savedReportId', 'organizationId'])
@Index(['organizationId'])
@Index(['setBy'])
@Index('ix_report_schedule_due', ['tryAt'], { where: 'paused_at IS NULL' })
@Check('ck_report_schedule_frequency', `frequency IN (${REPORT_FREQUENCIES.map((one) => `'${one}'`).join(', ')})`)
@Check('ck_report_schedule_weekday', `(frequency = 'weekly') = (weekday IS NOT NULL) AND weekday BETWEEN 1 AND 7`)
@Check('ck_report_schedule_day_of_month', `(frequency = 'monthly') = (day_of_month IS NOT NULL) AND day_of_month BETWEEN 1 AND 31`)
@Check('ck_report_schedule_hour', 'hour BETWEEN 0 AND 23')
@Check('ck_report_schedule_receivers', 'cardinality(receivers) BETWEEN 1 AND 20')
@Check('ck_report_schedule_pause', 'pause_reason IS NULL OR paused_at IS NOT NULL')
export class ReportScheduleEntity {
  @PrimaryColumn('uuid') savedReportId: string;
  @Column('uuid') @ForeignKey('OrganizationEntity', 'id') organizationId: string;
  @Column('text') frequency: ReportFrequency;
  /** 1 is Monday, 7 Sunday. */
  @Column('smallint', { nullable: true }) weekday: number | null;
  @Column('smallint', { nullable: true }) dayOfMonth: number | null;
  /** Of the local clock of `timezone`. */
  @Column('smallint') hour: number;
  @Column('text') timezone: string;
  /** Users; who has left by then, or cannot read the report, gets nothing. */
  @Column('uuid', { array: true }) receivers: string[];
  /** The user who is told when it stops. */
  @Column('uuid') @ForeignKey('UserAccountEntity', 'id') setBy: string;
  /** Counts changes by people, so that nobody overwrites what somebody else has just set. */
  @Column('int') version: number;
  /** The run that comes next, or is late. */
  @InstantColumn() dueAt: Date;
  /** `dueAt`, or later after an attempt that failed. */
  @InstantColumn() tryAt: Date;
  /** Attempts of this run that failed. */
  @Column('int', { default: 0 }) failures: number;
  @Column('text', { nullable: true }) lastError: string | null;
  @InstantColumn({ nullable: true }) pausedAt: Date | null;
  /** A code, when it was not a person who paused it. */
  @Column('text', { nullable: true }) pauseReason: string | null;
  @InstantColumn({ nullable: true }) lastSentAt: Date | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
}
