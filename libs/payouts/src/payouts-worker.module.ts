import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { ProcessStripeEventsTask } from './jobs/process-stripe-events.task';
import { SendDuePayouts } from './jobs/send-due-payouts.task';
import { PayoutsModule } from './payouts.module';

/** Work that payouts do by themselves. */
@Module({ imports: [PayoutsModule], providers: [ProcessStripeEventsTask] })
export class PayoutsWorkerModule implements OnModuleInit {
  constructor(
    private readonly tasks: ScheduledTasks,
    private readonly sendDuePayouts: SendDuePayouts,
    private readonly processStripeEvents: ProcessStripeEventsTask,
  ) {}

  onModuleInit(): void {
    this.tasks.register(this.sendDuePayouts);
    this.tasks.register(this.processStripeEvents);
  }
}
