import type { Caller } from '@fairlead/identity';
import { Clock, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { daysOfQuery } from '../domain/report-query';
import { SavedReportsRepository, type SavedReportView } from '../persistence/saved-reports.repository';
import { ReadReport, type Report, type ReportRequest } from './read-report.query';
import { reportRequest } from './report-request';

/** The caller's saved reports and those that their team shares, and what they say now. */
@Injectable()
export class ReadSavedReports {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly reports: SavedReportsRepository, private readonly readReport: ReadReport, private readonly clock: Clock) {}

  async list(caller: Caller, page: { before: Uuid | null; limit: number }): Promise<SavedReportView[]> {
    return this.unitOfWork.run(caller.context, (tx) => this.reports.list(tx, caller.context, caller, page));
  }

  /** @throws DomainError `saved_report.not_found`. */
  async get(caller: Caller, id: Uuid): Promise<SavedReportView> {
    return this.unitOfWork.run(caller.context, (tx) => this.reports.find(tx, caller.context, caller, id));
  }

  /** The report of the days that its period has now. @throws DomainError `saved_report.not_found`, or why it cannot be read. */
  async readNow(caller: Caller, id: Uuid, page: { limit: number; offset: number }): Promise<{ report: Report; request: ReportRequest }> {
    const { query } = await this.get(caller, id);
    const request = reportRequest(caller.context.scope, query, daysOfQuery(query, this.clock.now()), page);
    return { report: await this.readReport.run(caller.context, request), request };
  }
}
