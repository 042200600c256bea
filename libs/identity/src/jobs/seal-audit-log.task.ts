import { type ScheduledTask, SealChain } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** Links new audit rows into the `audit` chain every two seconds. */
@Injectable()
export class SealAuditLog implements ScheduledTask {
  readonly name = 'identity.seal-audit-log';
  readonly everyMs = 2_000;

  constructor(private readonly sealChain: SealChain) {}

  async run(): Promise<void> {
    while ((await this.sealChain.run('audit')) > 0);
  }
}
