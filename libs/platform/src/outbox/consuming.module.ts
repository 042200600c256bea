import { Global, Module } from '@nestjs/common';
import { SealChain } from '../sealing/seal-chain.service';
import { ScheduleModule } from '../schedule/schedule.module';
import { DeliverEvent } from './deliver-event.service';
import { EventConsumers } from './event-consumers';
import { DrainEvents } from './drain-events.service';
import { EventRelay } from './event-relay';

/** What a process needs to consume events and run tasks, without a queue: the worker, the demo and scenario tests. */
@Global()
@Module({
  imports: [ScheduleModule],
  providers: [EventConsumers, EventRelay, DeliverEvent, DrainEvents, SealChain],
  exports: [EventConsumers, EventRelay, DeliverEvent, DrainEvents, ScheduleModule, SealChain],
})
export class ConsumingModule {}
