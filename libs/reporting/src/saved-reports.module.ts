import { Module } from '@nestjs/common';
import { ChangeSavedReport } from './application/change-saved-report.service';
import { ReadSavedReports } from './application/read-saved-reports.query';
import { RemoveSavedReport } from './application/remove-saved-report.service';
import { SaveReport } from './application/save-report.service';
import { SavedReportsRepository } from './persistence/saved-reports.repository';
import { ReportingModule } from './reporting.module';

const VERBS = [SaveReport, ReadSavedReports, ChangeSavedReport, RemoveSavedReport];

/** Reports that people keep under a name. */
@Module({ imports: [ReportingModule], providers: [SavedReportsRepository, ...VERBS], exports: [SavedReportsRepository, ...VERBS] })
export class SavedReportsModule {}
