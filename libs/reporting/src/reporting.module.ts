import { Module } from '@nestjs/common';
import { FollowChanges } from './application/follow-changes.service';
import { KeepReports } from './application/keep-reports.service';
import { ListReportCurrencies } from './application/list-report-currencies.query';
import { ReadReport } from './application/read-report.query';
import { ColumnCopyRepository } from './persistence/column-copy.repository';
import { ColumnStore } from './persistence/column-store';
import { ReportChangesRepository } from './persistence/report-changes.repository';
import { ReportsRepository } from './persistence/reports.repository';

/** Reports, what they are read from and what keeps that in step. */
@Module({
  providers: [ReportChangesRepository, ColumnStore, ColumnCopyRepository, ReportsRepository, KeepReports, FollowChanges, ReadReport, ListReportCurrencies],
  exports: [KeepReports, ReadReport, ListReportCurrencies],
})
export class ReportingModule {}
