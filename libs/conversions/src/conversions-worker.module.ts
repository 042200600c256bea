import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { ConversionsModule } from './conversions.module';
import { DeliverQueuedPostbacksTask } from './jobs/deliver-queued-postbacks.task';
import { ForgetNonces } from './jobs/forget-nonces.task';

/** The context's recurring work. */
@Module({ imports: [ConversionsModule], providers: [DeliverQueuedPostbacksTask, ForgetNonces] })
export class ConversionsWorkerModule implements OnModuleInit {
  constructor(private readonly tasks: ScheduledTasks, private readonly forgetNonces: ForgetNonces, private readonly deliverQueued: DeliverQueuedPostbacksTask) {}

  onModuleInit(): void {
    this.tasks.register(this.forgetNonces);
    this.tasks.register(this.deliverQueued);
  }
}
