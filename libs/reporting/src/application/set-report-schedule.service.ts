import { AuditLog, type Caller } from '@fairlead/identity';
import { DomainError, encodeId, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { assertZone } from '../domain/report-period';
import { assertDayFits, nextRunAfter, type ReportTimes } from '../domain/report-schedule';
import { type ReportSchedule, ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import { SavedReportsRepository, type SavedReportView } from '../persistence/saved-reports.repository';
import { assertMayChange } from './change-saved-report.service';
import { type ScheduleView, ReadReportSchedule } from './read-report-schedule.query';
import { ReportReceivers } from './report-receivers.query';

/** When, to whom, and whether for now. */
export interface ScheduleInput extends ReportTimes {
  readonly receivers: readonly Uuid[];
  readonly isPaused: boolean;
}

/** Has a saved report sent by e-mail, to members of the team alone. */
@Injectable()
export class SetReportSchedule {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: SavedReportsRepository,
    private readonly schedules: ReportSchedulesRepository,
    private readonly receivers: ReportReceivers,
    private readonly readSchedule: ReadReportSchedule,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Replaces what was set before; the next run is counted from now.
   * @param ifVersion the version that the caller has seen, 0 for none; null sets it whatever is there.
   * @throws DomainError `saved_report.not_found`, `saved_report.not_yours`, `report_schedule.changed`, `report_schedule.day_unclear`, `report_schedule.not_shared`, `report_schedule.unknown_receiver`, `report.unknown_time_zone`.
   */
  async run(caller: Caller, id: Uuid, { receivers: listed, isPaused, ...times }: ScheduleInput, ifVersion: number | null): Promise<ScheduleView> {
    assertZone(times.timezone);
    assertDayFits(times);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const report = await this.reports.lock(tx, caller, id);
      assertMayChange(report, caller);
      const before = await this.schedules.find(tx, id);
      const version = before?.version ?? 0;
      if (ifVersion !== null && ifVersion !== version) throw new DomainError('report_schedule.changed', 'conflict', 'Somebody has changed the schedule since you read it; read it again', { version });
      const receivers = [...new Set(listed)];
      await this.assertKnown(tx, caller.organizationId, report, receivers.filter((one) => !before?.receivers.includes(one)));
      const schedule: ReportSchedule = {
        ...times, savedReportId: id, organizationId: caller.organizationId, receivers, setBy: caller.userId, version: version + 1, dueAt: new Date(nextRunAfter(times, tx.now.getTime())), failures: 0,
        lastError: null, pausedAt: isPaused ? tx.now : null, pauseReason: null, lastSentAt: before?.lastSentAt ?? null, createdAt: before?.createdAt ?? tx.now, updatedAt: tx.now,
      };
      await this.schedules.put(tx, schedule);
      await this.audit.append(tx, {
        action: 'report_schedule.set', subjectType: 'saved_report', subjectId: id, organizationId: caller.organizationId,
        details: { ...times, paused: isPaused, receivers: receivers.map((receiver) => encodeId('user', receiver)) },
      });
      return this.readSchedule.view(tx, report, schedule);
    });
  }

  /** Of who is new on the list. Who is on it already may stay, also while they do not get it. */
  private async assertKnown(tx: Tx, organizationId: Uuid, report: SavedReportView, added: readonly Uuid[]): Promise<void> {
    if (report.visibility === 'private' && added.some((one) => one !== report.madeBy)) {
      throw new DomainError('report_schedule.not_shared', 'unprocessable', 'Only its maker reads this report: share it before others get it');
    }
    const found = await this.receivers.of(tx, organizationId, report, added);
    const unknown = added.filter((one) => !found.some((receiver) => receiver.id === one));
    if (unknown.length === 0) return;
    throw new DomainError('report_schedule.unknown_receiver', 'unprocessable', 'Reports are sent to members of your team who have confirmed their e-mail address, and who have a second factor where they need one', {
      receivers: unknown.map((one) => encodeId('user', one)),
    });
  }
}
