import { Global, Module } from '@nestjs/common';
import { SealChain } from '../sealing/seal-chain.service';
import { ScheduledTasks } from '../schedule/scheduled-tasks';
import { DeliverEvent } from './deliver-event.service';
import { EventConsumers } from './event-consumers';
import { DrainEvents } from './drain-events.service';
import { EventRelay } from './event-relay';

/** What a process needs to consume events and run tasks, without a queue: the worker, the demo and scenario tests. */
@Global()
@Module({
  providers: [EventConsumers, EventRelay, DeliverEvent, DrainEvents, ScheduledTasks, SealChain],
  exports: [EventConsumers, EventRelay, DeliverEvent, DrainEvents, ScheduledTasks, SealChain],
})
export class ConsumingModule {}
