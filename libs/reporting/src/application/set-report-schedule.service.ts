import { AuditLog, type Caller } from '@fairlead/identity';
import { DomainError, encodeId, notFound, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { assertZone } from '../domain/report-period';
import { assertDayFits, nextRunAfter, type ReportTimes } from '../domain/report-schedule';
import { type Receiver, type ReportSchedule, ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import { SavedReportsRepository, type SavedReportView } from '../persistence/saved-reports.repository';
import { assertMayChange } from './change-saved-report.service';
import { ReportReceivers } from './report-receivers.query';

/** When, to whom, and whether for now. */
export interface ScheduleInput extends ReportTimes {
  readonly receivers: readonly Uuid[];
  readonly isPaused: boolean;
}

/** A schedule with the people who get the report now. */
export interface ScheduleView {
  readonly schedule: ReportSchedule;
  readonly receivers: readonly Receiver[];
}

/** Has a saved report sent by e-mail, to members of the team alone. */
@Injectable()
export class SetReportSchedule {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: SavedReportsRepository,
    private readonly schedules: ReportSchedulesRepository,
    private readonly receivers: ReportReceivers,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Replaces what was set before; the next run is counted from now.
   * @throws DomainError `saved_report.not_found`, `saved_report.not_yours`, `report_schedule.day_unclear`, `report_schedule.not_shared`, `report_schedule.unknown_receiver`, `report.unknown_time_zone`.
   */
  async run(caller: Caller, id: Uuid, { receivers: listed, isPaused, ...times }: ScheduleInput): Promise<ScheduleView> {
    assertZone(times.timezone);
    assertDayFits(times);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const report = await this.reports.lock(tx, caller, id);
      assertMayChange(report, caller);
      const receivers = await this.known(tx, caller.organizationId, report, [...new Set(listed)]);
      const before = await this.schedules.find(tx, id);
      const schedule: ReportSchedule = {
        ...times, savedReportId: id, organizationId: caller.organizationId, receivers: receivers.map((receiver) => receiver.id), setBy: caller.userId, dueAt: new Date(nextRunAfter(times, tx.now.getTime())), failures: 0,
        lastError: null, pausedAt: isPaused ? tx.now : null, pauseReason: null, lastSentAt: before?.lastSentAt ?? null, createdAt: before?.createdAt ?? tx.now, updatedAt: tx.now,
      };
      await this.schedules.put(tx, schedule);
      await this.audit.append(tx, {
        action: 'report_schedule.set', subjectType: 'saved_report', subjectId: id, organizationId: caller.organizationId,
        details: { ...times, paused: isPaused, receivers: schedule.receivers.map((receiver) => encodeId('user', receiver)) },
      });
      return { schedule, receivers };
    });
  }

  private async known(tx: Tx, organizationId: Uuid, report: SavedReportView, listed: readonly Uuid[]): Promise<Receiver[]> {
    if (report.visibility === 'private' && listed.some((one) => one !== report.madeBy)) {
      throw new DomainError('report_schedule.not_shared', 'unprocessable', 'Only its maker reads this report: share it before others get it');
    }
    const found = await this.receivers.of(tx, organizationId, report, listed);
    const unknown = listed.filter((one) => !found.some((receiver) => receiver.id === one));
    if (unknown.length > 0) {
      throw new DomainError('report_schedule.unknown_receiver', 'unprocessable', 'Reports are sent to members of your team who have confirmed their e-mail address', { receivers: unknown.map((one) => encodeId('user', one)) });
    }
    return found;
  }
}

/** @throws DomainError `report_schedule.not_found`. */
export function scheduled(id: Uuid, schedule: ReportSchedule | null): ReportSchedule {
  if (!schedule) throw notFound('report_schedule', encodeId('savedReport', id));
  return schedule;
}
