export { KeepReports } from './application/keep-reports.service';
export { ReadReport } from './application/read-report.query';
export { ReportingHttpModule } from './reporting-http.module';
export { ReportingWorkerModule } from './reporting-worker.module';
export { ReportingModule } from './reporting.module';
