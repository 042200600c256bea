import { Global, Module } from '@nestjs/common';
import { ScheduledTasks } from './scheduled-tasks';

/** Lets contexts register recurring tasks in a process that runs them. */
@Global()
@Module({ providers: [ScheduledTasks], exports: [ScheduledTasks] })
export class ScheduleModule {}
