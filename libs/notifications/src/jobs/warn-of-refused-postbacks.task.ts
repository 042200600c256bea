import { MINUTE_MS } from '@fairlead/kernel';
import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { WarnOfRefusedPostbacks } from '../application/warn-of-refused-postbacks.service';

/** Looks for advertisers whose postbacks are refused, every five minutes. */
@Injectable()
export class WarnOfRefusedPostbacksTask implements ScheduledTask {
  readonly name = 'notifications.warn-of-refused-postbacks';
  readonly everyMs = 5 * MINUTE_MS;

  constructor(private readonly warn: WarnOfRefusedPostbacks) {}

  run(): Promise<void> {
    return this.warn.run();
  }
}
