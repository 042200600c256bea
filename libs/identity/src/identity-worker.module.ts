import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule } from './identity.module';
import { SealAuditLog } from './jobs/seal-audit-log.task';

/** Identity's recurring work. */
@Module({ imports: [IdentityModule], providers: [SealAuditLog] })
export class IdentityWorkerModule implements OnModuleInit {
  constructor(private readonly tasks: ScheduledTasks, private readonly sealAuditLog: SealAuditLog) {}

  onModuleInit(): void {
    this.tasks.register(this.sealAuditLog);
  }
}
