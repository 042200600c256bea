import { HOUR_MS } from '@fairlead/kernel';
import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { LimitAttempts } from '../application/limit-attempts.service';

/** Forgets counts, failures and tokens that are over, every hour. */
@Injectable()
export class RemoveOldAttempts implements ScheduledTask {
  readonly name = 'identity.remove-old-attempts';
  readonly everyMs = HOUR_MS;

  constructor(private readonly limit: LimitAttempts) {}

  run(): Promise<void> {
    return this.limit.removeOld();
  }
}
