import { Module } from '@nestjs/common';
import { ReportsController } from './http/reports.controller';
import { ReportingModule } from './reporting.module';

/** REST of reports. */
@Module({ imports: [ReportingModule], controllers: [ReportsController] })
export class ReportingHttpModule {}
