import { SECOND_MS } from '@fairlead/kernel';
import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { KeepReports } from '../application/keep-reports.service';

/** Takes over changes of clicks, conversions and commissions. */
@Injectable()
export class TakeReportChangesTask implements ScheduledTask {
  readonly name = 'reporting.take-changes';
  readonly everyMs = SECOND_MS;

  constructor(private readonly keep: KeepReports) {}

  async run(): Promise<void> {
    await this.keep.takeChanges();
  }
}
