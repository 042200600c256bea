import { NotificationsModule } from '@fairlead/notifications';
import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { ComposeReportMail } from './application/compose-report-mail.query';
import { MailDueReports } from './application/mail-due-reports.service';
import { ReadReportSchedule } from './application/read-report-schedule.query';
import { ReportReceivers } from './application/report-receivers.query';
import { SendReportNow } from './application/send-report-now.service';
import { SetReportSchedule } from './application/set-report-schedule.service';
import { StopReportSchedule } from './application/stop-report-schedule.service';
import { MailDueReportsTask } from './jobs/mail-due-reports.task';
import { ReportSchedulesRepository } from './persistence/report-schedules.repository';
import { ValueNamesRepository } from './persistence/value-names.repository';
import { ReportingModule } from './reporting.module';
import { SavedReportsModule } from './saved-reports.module';

const VERBS = [SetReportSchedule, ReadReportSchedule, StopReportSchedule, SendReportNow, MailDueReports];

/** Saved reports by e-mail. Its task runs where the copy by columns is: in the API process. */
@Module({
  imports: [ReportingModule, SavedReportsModule, NotificationsModule],
  providers: [ValueNamesRepository, ReportSchedulesRepository, ReportReceivers, ComposeReportMail, MailDueReportsTask, ...VERBS], exports: VERBS,
})
export class ReportMailModule implements OnModuleInit {
  constructor(private readonly tasks: ScheduledTasks, private readonly mailDueReports: MailDueReportsTask) {}

  onModuleInit(): void {
    this.tasks.register(this.mailDueReports);
  }
}
