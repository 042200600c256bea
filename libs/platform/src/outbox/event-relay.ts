import { systemContext } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';
import { EventConsumers } from './event-consumers';

const BATCH = 200;
const CONTEXT = systemContext('event-relay');

/** The work of one event for one consumer; `jobOf` and `parseJob` turn it into a queue job and back. */
export interface Delivery {
  readonly consumer: string;
  readonly eventId: string;
}

/** Turns unpublished events into inbox rows, one per consumer, and finds inbox rows that are due. */
@Injectable()
export class EventRelay {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly consumers: EventConsumers) {}

  /** Publishes one batch in id order. Rows locked by another relay are left to it. Returns the deliveries now due. */
  async publishBatch(): Promise<Delivery[]> {
    return this.unitOfWork.run(CONTEXT, async (tx) => {
      const events = await tx.rows<{ id: string; type: string }>(
        // ix_outbox_event_unpublished
        `SELECT id, type FROM outbox_event WHERE published_at IS NULL ORDER BY id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`,
      );
      if (events.length === 0) return [];
      const deliveries = events.flatMap((event) => this.consumers.namesFor(event.type).map((consumer) => ({ consumer, eventId: event.id })));
      await tx.rows(
        `INSERT INTO inbox_event (consumer, event_id, state, available_at)
         SELECT consumer, event_id, 'due', $3 FROM unnest($1::text[], $2::uuid[]) AS due(consumer, event_id)
         ON CONFLICT (consumer, event_id) DO NOTHING`,
        [deliveries.map((delivery) => delivery.consumer), deliveries.map((delivery) => delivery.eventId), tx.now],
      );
      await tx.rows(`UPDATE outbox_event SET published_at = $2 WHERE id = ANY($1::uuid[])`, [events.map((event) => event.id), tx.now]);
      return deliveries;
    });
  }

  /** Deliveries whose time has come at least `graceMs` ago: lost queue jobs and retries. */
  async findDue(graceMs: number): Promise<Delivery[]> {
    return this.unitOfWork.run(CONTEXT, (tx) =>
      // ix_inbox_event_due
      tx.rows<Delivery & { eventId: string }>(
        `SELECT consumer, event_id FROM inbox_event WHERE state = 'due' AND available_at <= $1 ORDER BY available_at LIMIT 1000`,
        [new Date(tx.now.getTime() - graceMs)],
      ),
    );
  }
}
