import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { ConversionsModule } from './conversions.module';
import { ForgetNonces } from './jobs/forget-nonces.task';

/** The context's recurring work. */
@Module({ imports: [ConversionsModule], providers: [ForgetNonces] })
export class ConversionsWorkerModule implements OnModuleInit {
  constructor(private readonly tasks: ScheduledTasks, private readonly forgetNonces: ForgetNonces) {}

  onModuleInit(): void {
    this.tasks.register(this.forgetNonces);
  }
}
