import { Module } from '@nestjs/common';
import { ReportSchedulesController } from './http/report-schedules.controller';
import { ReportsController } from './http/reports.controller';
import { SavedReportsController } from './http/saved-reports.controller';
import { ReportMailModule } from './report-mail.module';
import { ReportingModule } from './reporting.module';
import { SavedReportsModule } from './saved-reports.module';

/** REST of reports and of those that are kept, and what sends these. */
@Module({ imports: [ReportingModule, SavedReportsModule, ReportMailModule], controllers: [ReportsController, SavedReportsController, ReportSchedulesController] })
export class ReportingHttpModule {}
