import { Module } from '@nestjs/common';
import { ReportsController } from './http/reports.controller';
import { SavedReportsController } from './http/saved-reports.controller';
import { ReportingModule } from './reporting.module';
import { SavedReportsModule } from './saved-reports.module';

/** REST of reports and of those that are kept. */
@Module({ imports: [ReportingModule, SavedReportsModule], controllers: [ReportsController, SavedReportsController] })
export class ReportingHttpModule {}
