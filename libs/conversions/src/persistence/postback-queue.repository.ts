import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** A postback that waits for its outcome. */
export interface QueuedPostback {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly sealedParameters: Buffer;
  readonly receivedAt: Date;
  readonly attempts: number;
}

/** Reads and writes postbacks that were taken with 202. */
@Injectable()
export class PostbackQueueRepository {
  async add(tx: Tx, postbacks: readonly Omit<QueuedPostback, 'attempts'>[]): Promise<void> {
    await tx.rows(
      `INSERT INTO queued_postback (id, advertiser_id, sealed_parameters, received_at, next_attempt_at)
       SELECT id, advertiser_id, sealed_parameters, received_at, received_at
       FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::timestamptz[]) AS w(id, advertiser_id, sealed_parameters, received_at) ON CONFLICT DO NOTHING`,
      [postbacks.map((one) => one.id), postbacks.map((one) => one.advertiserId), postbacks.map((one) => one.sealedParameters), postbacks.map((one) => one.receivedAt)],
    );
  }

  /** Takes the next one that is due out of the queue; others pass over it until this transaction ends. */
  async takeDue(tx: Tx): Promise<QueuedPostback | null> {
    return tx.row<QueuedPostback>(
      `DELETE FROM queued_postback WHERE id = (
         SELECT id FROM queued_postback WHERE next_attempt_at <= $1 ORDER BY next_attempt_at, id FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING id, advertiser_id, sealed_parameters, received_at, attempts`,
      [tx.now],
    );
  }

  async putBack(tx: Tx, postback: QueuedPostback, nextAttemptAt: Date): Promise<void> {
    await tx.rows(
      `INSERT INTO queued_postback (id, advertiser_id, sealed_parameters, received_at, attempts, next_attempt_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [postback.id, postback.advertiserId, postback.sealedParameters, postback.receivedAt, postback.attempts + 1, nextAttemptAt],
    );
  }
}
