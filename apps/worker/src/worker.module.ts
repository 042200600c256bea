import { CommissionsWorkerModule } from '@fairlead/commissions';
import { ConversionsWorkerModule } from '@fairlead/conversions';
import { IdentityWorkerModule } from '@fairlead/identity';
import type { Clock } from '@fairlead/kernel';
import { LedgerWorkerModule } from '@fairlead/ledger';
import { NotificationsWorkerModule } from '@fairlead/notifications';
import { PayoutsWorkerModule } from '@fairlead/payouts';
import {
  ConfigModule, ConsumingModule, DatabaseModule, EVENTS_QUEUE, type FairleadConfig, OutboxModule, QueueModule, TASKS_QUEUE, WorkerLoop,
} from '@fairlead/platform';
import { ReportingWorkerModule } from '@fairlead/reporting';
import { TrackingWorkerModule } from '@fairlead/tracking';
import { type DynamicModule, Module } from '@nestjs/common';

/** The consumers and recurring tasks of every context. */
const CONTEXTS = [IdentityWorkerModule, TrackingWorkerModule, ConversionsWorkerModule, CommissionsWorkerModule, LedgerWorkerModule, PayoutsWorkerModule, NotificationsWorkerModule, ReportingWorkerModule];

/** The worker process: the only one with queue processors. */
@Module({})
export class WorkerModule {
  static forRoot(config: FairleadConfig, clock?: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.forRoot(config, clock), DatabaseModule, OutboxModule, ConsumingModule,
        QueueModule.forRoot(config.redisUrl, [EVENTS_QUEUE, TASKS_QUEUE]), ...CONTEXTS,
      ],
      providers: [WorkerLoop],
    };
  }
}
