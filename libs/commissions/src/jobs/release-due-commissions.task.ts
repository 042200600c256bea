import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ReleaseDueCommissions } from '../application/release-due-commissions.service';

/** Looks every second for holds that are over. */
@Injectable()
export class ReleaseDueCommissionsTask implements ScheduledTask {
  readonly name = 'commissions.release-due';
  readonly everyMs = 1_000;

  constructor(private readonly releaseDue: ReleaseDueCommissions) {}

  async run(): Promise<void> {
    await this.releaseDue.run();
  }
}
