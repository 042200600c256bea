import { AuditLog, type Caller } from '@fairlead/identity';
import type { Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import { SavedReportsRepository } from '../persistence/saved-reports.repository';
import { assertMayChange } from './change-saved-report.service';
import { scheduled } from './read-report-schedule.query';

/** Ends the mails of a saved report: for everybody, or for who asks for it. */
@Injectable()
export class StopReportSchedule {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly reports: SavedReportsRepository, private readonly schedules: ReportSchedulesRepository, private readonly audit: AuditLog) {}

  /** For everybody. @throws DomainError `saved_report.not_found`, `saved_report.not_yours` or `report_schedule.not_found`. */
  async run(caller: Caller, id: Uuid): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      assertMayChange(await this.reports.lock(tx, caller, id), caller);
      scheduled(id, await this.schedules.find(tx, id));
      await this.schedules.delete(tx, id);
      await this.audit.append(tx, { action: 'report_schedule.removed', subjectType: 'saved_report', subjectId: id, organizationId: caller.organizationId });
    });
  }

  /** For the caller, whoever has put them on the list; without anybody left there is no schedule. @throws DomainError `saved_report.not_found` or `report_schedule.not_found`. */
  async leave(caller: Caller, id: Uuid): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      await this.reports.lock(tx, caller, id);
      const { receivers } = scheduled(id, await this.schedules.find(tx, id));
      const others = receivers.filter((receiver) => receiver !== caller.userId);
      if (others.length === receivers.length) return;
      if (others.length === 0) await this.schedules.delete(tx, id);
      else await this.schedules.setReceivers(tx, id, others);
      await this.audit.append(tx, { action: 'report_schedule.left', subjectType: 'saved_report', subjectId: id, organizationId: caller.organizationId });
    });
  }
}
