import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { DeliverQueuedPostbacks } from '../application/deliver-queued-postbacks.service';

/** Looks for postbacks that wait for their outcome. */
@Injectable()
export class DeliverQueuedPostbacksTask implements ScheduledTask {
  readonly name = 'conversions.deliver-queued-postbacks';
  readonly everyMs = 1_000;

  constructor(private readonly deliver: DeliverQueuedPostbacks) {}

  async run(): Promise<void> {
    await this.deliver.run();
  }
}
