import type { Caller } from '@fairlead/identity';
import type { Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import { SavedReportsRepository } from '../persistence/saved-reports.repository';
import { ReportReceivers } from './report-receivers.query';
import { scheduled, type ScheduleView } from './set-report-schedule.service';

/** When and to whom a saved report is sent, for whoever can read the report. */
@Injectable()
export class ReadReportSchedule {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly reports: SavedReportsRepository, private readonly schedules: ReportSchedulesRepository, private readonly receivers: ReportReceivers) {}

  /** @throws DomainError `saved_report.not_found` or `report_schedule.not_found`. */
  async run(caller: Caller, id: Uuid): Promise<ScheduleView> {
    return this.unitOfWork.run(caller.context, async (tx) => {
      const report = await this.reports.find(tx, caller.context, caller, id);
      const schedule = scheduled(id, await this.schedules.find(tx, id));
      return { schedule, receivers: await this.receivers.of(tx, caller.organizationId, report, schedule.receivers) };
    });
  }
}
