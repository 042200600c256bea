import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { SealLedger } from './jobs/seal-ledger.task';

/** The ledger's recurring work, for the process that has the schedule. */
@Module({ providers: [SealLedger] })
export class LedgerWorkerModule implements OnModuleInit {
  constructor(private readonly tasks: ScheduledTasks, private readonly sealLedger: SealLedger) {}

  onModuleInit(): void {
    this.tasks.register(this.sealLedger);
  }
}
