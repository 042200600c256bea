import type { Caller } from '@fairlead/identity';
import { encodeId, notFound, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type ReportSchedule, ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import { SavedReportsRepository, type SavedReportView } from '../persistence/saved-reports.repository';
import { ReportReceivers } from './report-receivers.query';

/** Somebody on the list. */
export interface ListedReceiver {
  readonly id: Uuid;
  /** Null for who is not of the team any more. */
  readonly name: string | null;
  readonly getsIt: boolean;
}

/** A schedule with the people on its list. */
export interface ScheduleView {
  readonly schedule: ReportSchedule;
  readonly receivers: readonly ListedReceiver[];
}

/** When and to whom a saved report is sent, for whoever can read the report. */
@Injectable()
export class ReadReportSchedule {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly reports: SavedReportsRepository, private readonly schedules: ReportSchedulesRepository, private readonly receivers: ReportReceivers) {}

  /** @throws DomainError `saved_report.not_found` or `report_schedule.not_found`. */
  async run(caller: Caller, id: Uuid): Promise<ScheduleView> {
    return this.unitOfWork.run(caller.context, async (tx) => {
      const report = await this.reports.find(tx, caller.context, caller, id);
      return this.view(tx, report, scheduled(id, await this.schedules.find(tx, id)));
    });
  }

  /** With the people on its list, those who have left last. */
  async view(tx: Tx, report: SavedReportView, schedule: ReportSchedule): Promise<ScheduleView> {
    const { organizationId, receivers: listed } = schedule;
    const getting = new Set((await this.receivers.of(tx, organizationId, report, listed)).map(({ id }) => id));
    const team = await this.schedules.teamNames(tx, organizationId, listed);
    const left = listed.filter((one) => !team.some(({ id }) => id === one));
    return { schedule, receivers: [...team.map(({ id, name }) => ({ id, name, getsIt: getting.has(id) })), ...left.map((id) => ({ id, name: null, getsIt: false }))] };
  }
}

/** @throws DomainError `report_schedule.not_found`. */
export function scheduled(id: Uuid, schedule: ReportSchedule | null): ReportSchedule {
  if (!schedule) throw notFound('report_schedule', encodeId('savedReport', id));
  return schedule;
}
