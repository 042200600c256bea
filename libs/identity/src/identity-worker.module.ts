import { ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule } from './identity.module';
import { RemoveOldAttempts } from './jobs/remove-old-attempts.task';
import { SealAuditLog } from './jobs/seal-audit-log.task';

/** Identity's recurring work. */
@Module({ imports: [IdentityModule], providers: [SealAuditLog, RemoveOldAttempts] })
export class IdentityWorkerModule implements OnModuleInit {
  constructor(private readonly tasks: ScheduledTasks, private readonly sealAuditLog: SealAuditLog, private readonly removeOldAttempts: RemoveOldAttempts) {}

  onModuleInit(): void {
    this.tasks.register(this.sealAuditLog);
    this.tasks.register(this.removeOldAttempts);
  }
}
