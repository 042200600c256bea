import { EventConsumers, ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommissionsModule } from './commissions.module';
import { OnConversionChanged } from './jobs/on-conversion-changed.consumer';
import { ReleaseDueCommissionsTask } from './jobs/release-due-commissions.task';

/** Work that commissions do by themselves. */
@Module({ imports: [CommissionsModule], providers: [OnConversionChanged, ReleaseDueCommissionsTask] })
export class CommissionsWorkerModule implements OnModuleInit {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly tasks: ScheduledTasks,
    private readonly onConversionChanged: OnConversionChanged,
    private readonly releaseDue: ReleaseDueCommissionsTask,
  ) {}

  onModuleInit(): void {
    this.consumers.register(this.onConversionChanged);
    this.tasks.register(this.releaseDue);
  }
}
