import { SECOND_MS, systemContext } from '@fairlead/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { type DeliveredEvent, EventConsumers } from './event-consumers';
import type { Delivery } from './event-relay';

const MAX_ATTEMPTS = 12;
const FIRST_RETRY_MS = 2 * SECOND_MS;
const LONGEST_RETRY_MS = 600 * SECOND_MS;

/** Gives one event to one consumer. Runs any number of times with one effect; failures are retried later, then shown as dead. */
@Injectable()
export class DeliverEvent {
  private readonly logger = new Logger(DeliverEvent.name);

  constructor(private readonly unitOfWork: UnitOfWork, private readonly consumers: EventConsumers) {}

  async run(delivery: Delivery): Promise<'done' | 'skipped' | 'failed'> {
    const consumer = this.consumers.named(delivery.consumer);
    if (!consumer) {
      this.logger.warn({ event: 'inbox.unknown_consumer', ...delivery });
      return 'skipped';
    }
    try {
      return await this.unitOfWork.run(systemContext(consumer.name), async (tx) => {
        const event = await this.claim(tx, delivery);
        if (!event) return 'skipped';
        await consumer.handle(tx, event);
        await tx.rows(
          `UPDATE inbox_event SET state = 'done', done_at = $3, attempts = attempts + 1, last_error = NULL WHERE consumer = $1 AND event_id = $2`,
          [delivery.consumer, delivery.eventId, tx.now],
        );
        return 'done';
      });
    } catch (error) {
      await this.postpone(delivery, error);
      return 'failed';
    }
  }

  /** The row lock makes a second worker with the same job wait, then find it done. */
  private async claim(tx: Tx, delivery: Delivery): Promise<DeliveredEvent | null> {
    const due = await tx.row(
      `SELECT 1 AS due FROM inbox_event WHERE consumer = $1 AND event_id = $2 AND state = 'due' AND available_at <= $3 FOR NO KEY UPDATE`,
      [delivery.consumer, delivery.eventId, tx.now],
    );
    if (!due) return null;
    return tx.row<DeliveredEvent>(`SELECT id, type, aggregate_id, payload, occurred_at FROM outbox_event WHERE id = $1`, [delivery.eventId]);
  }

  private async postpone(delivery: Delivery, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    const state = await this.unitOfWork.run(systemContext('event-retry'), (tx) =>
      tx.row<{ state: string; attempts: number }>(
        `UPDATE inbox_event SET attempts = attempts + 1, last_error = $3,
           state = CASE WHEN attempts + 1 >= ${MAX_ATTEMPTS} THEN 'dead' ELSE 'due' END,
           available_at = $4::timestamptz + least(${LONGEST_RETRY_MS}, ${FIRST_RETRY_MS} * power(2, attempts)) * interval '1 millisecond'
         WHERE consumer = $1 AND event_id = $2 AND state = 'due' RETURNING state, attempts`,
        [delivery.consumer, delivery.eventId, message.slice(0, 2_000), tx.now],
      ),
    );
    const level = state?.state === 'dead' ? 'error' : 'warn';
    this.logger[level]({ event: 'inbox.delivery_failed', ...delivery, attempts: state?.attempts, state: state?.state, message });
  }
}
