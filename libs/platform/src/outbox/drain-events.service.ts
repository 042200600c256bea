import { Injectable } from '@nestjs/common';
import { DeliverEvent } from './deliver-event.service';
import { EventRelay } from './event-relay';

/** Delivers every waiting event in this process, one after the other, until none is left: demo data and scenarios. */
@Injectable()
export class DrainEvents {
  constructor(private readonly relay: EventRelay, private readonly deliver: DeliverEvent) {}

  /** @throws Error when a consumer fails, with the first failure's names. Returns how many deliveries were done. */
  async run(): Promise<number> {
    let done = 0;
    for (;;) {
      await this.relay.publishBatch();
      const due = await this.relay.findDue(0);
      if (due.length === 0) return done;
      for (const delivery of due) {
        const outcome = await this.deliver.run(delivery);
        if (outcome !== 'done') throw new Error(`${delivery.consumer} ${outcome} on event ${delivery.eventId}`);
        done += 1;
      }
    }
  }
}
