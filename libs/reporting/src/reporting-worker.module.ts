import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { TakeReportChangesTask } from './jobs/keep-reports.tasks';
import { ReportingModule } from './reporting.module';

/** Work that reporting does by itself. */
@Module({ imports: [ReportingModule], providers: [TakeReportChangesTask] })
export class ReportingWorkerModule implements OnModuleInit {
  constructor(private readonly tasks: ScheduledTasks, private readonly takeChanges: TakeReportChangesTask) {}

  onModuleInit(): void {
    this.tasks.register(this.takeChanges);
  }
}
