import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { RecheckTrackingDomainsTask } from './jobs/recheck-tracking-domains.task';
import { TrackingModule } from './tracking.module';

/** Work that tracking does by itself. */
@Module({ imports: [TrackingModule], providers: [RecheckTrackingDomainsTask] })
export class TrackingWorkerModule implements OnModuleInit {
  constructor(private readonly tasks: ScheduledTasks, private readonly recheckDomains: RecheckTrackingDomainsTask) {}

  onModuleInit(): void {
    this.tasks.register(this.recheckDomains);
  }
}
