import { newId, type Uuid } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work';

/** The Postgres channel that wakes the relay; a poll is the floor beneath it. */
export const OUTBOX_CHANNEL = 'fairlead_outbox';

/** A fact to be told: JSON values only, ids as UUIDs, money as minor units in decimal text. */
export interface NewEvent {
  readonly type: string;
  readonly aggregateId: Uuid;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Appends events in the caller's transaction; the worker's relay hands them on after the commit. */
@Injectable()
export class Outbox {
  async append(tx: Tx, event: NewEvent): Promise<void> {
    await tx.rows(
      `INSERT INTO outbox_event (id, type, aggregate_id, payload, occurred_at) VALUES ($1, $2, $3, $4, $5)`,
      [newId(tx.now.getTime()), event.type, event.aggregateId, JSON.stringify(event.payload), tx.now],
    );
    await tx.rows(`SELECT pg_notify('${OUTBOX_CHANNEL}', '')`);
  }
}
