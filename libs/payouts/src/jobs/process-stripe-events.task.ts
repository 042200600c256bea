import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ProcessStripeEvents } from '../application/process-stripe-events.service';

/** Looks every second for webhooks that wait. */
@Injectable()
export class ProcessStripeEventsTask implements ScheduledTask {
  readonly name = 'payouts.process-stripe-events';
  readonly everyMs = 1_000;

  constructor(private readonly processStripeEvents: ProcessStripeEvents) {}

  async run(): Promise<void> {
    await this.processStripeEvents.run();
  }
}
