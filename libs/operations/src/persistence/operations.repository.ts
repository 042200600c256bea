import type { TenantContext, Uuid } from '@fairlead/kernel';
import type { TaskProcess, Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** Events on their way. Times are null where nothing waits. */
export interface EventTraffic {
  /** Written, and not yet given to the consumers' inboxes. */
  readonly unpublished: number;
  readonly oldestUnpublishedAt: Date | null;
  readonly due: number;
  /** Of those, how many have failed before. */
  readonly retrying: number;
  readonly dead: number;
}

export interface TaskView {
  readonly name: string;
  readonly process: TaskProcess;
  readonly everyMs: number;
  readonly lastRunAt: Date | null;
  readonly nextRunAt: Date;
  readonly lastError: string | null;
}

/** What of a tracker's spools is in the database. */
export interface TrackerView {
  readonly tracker: string;
  readonly stream: string;
  readonly openSpools: number;
  readonly lastLoadedAt: Date;
}

/** An event that a consumer could not take. */
export interface DeadDelivery {
  readonly eventId: Uuid;
  readonly consumer: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** Reads the platform's own rows, which row-level security shows to the network alone. */
@Injectable()
export class OperationsRepository {
  async traffic(tx: Tx, _context: TenantContext): Promise<EventTraffic> {
    const row = await tx.row<EventTraffic>(
      `SELECT (SELECT count(*)::int FROM outbox_event WHERE published_at IS NULL) AS unpublished, (SELECT min(occurred_at) FROM outbox_event WHERE published_at IS NULL) AS oldest_unpublished_at,
              count(*) FILTER (WHERE state = 'due')::int AS due, count(*) FILTER (WHERE state = 'due' AND attempts > 0)::int AS retrying, count(*) FILTER (WHERE state = 'dead')::int AS dead
       FROM inbox_event WHERE state <> 'done'`,
    );
    if (!row) throw new Error('an aggregate without rows');
    return row;
  }

  async tasks(tx: Tx, _context: TenantContext): Promise<TaskView[]> {
    return tx.rows<TaskView>(`SELECT name, process, every_ms, last_run_at, next_run_at, last_error FROM scheduled_task ORDER BY name`);
  }

  async trackers(tx: Tx, _context: TenantContext): Promise<TrackerView[]> {
    return tx.rows<TrackerView>(
      `SELECT tracker, stream, count(*) FILTER (WHERE finished_at IS NULL)::int AS open_spools, max(updated_at) AS last_loaded_at FROM spool_position GROUP BY tracker, stream ORDER BY tracker, stream`,
    );
  }

  /** Records of trackers that can never be loaded as they are. */
  async rejectedRecords(tx: Tx, _context: TenantContext): Promise<number> {
    return (await tx.row<{ count: number }>(`SELECT count(*)::int AS count FROM spool_reject`))?.count ?? 0;
  }

  /** The newest first. */
  async deadDeliveries(tx: Tx, _context: TenantContext, most: number): Promise<DeadDelivery[]> {
    return tx.rows<DeadDelivery>(
      `SELECT i.event_id, i.consumer, e.type, e.occurred_at, i.attempts, i.last_error FROM inbox_event i JOIN outbox_event e ON e.id = i.event_id
       WHERE i.state = 'dead' ORDER BY i.event_id DESC, i.consumer LIMIT $1`, [most],
    );
  }

  /** Makes a dead delivery due at once, with all its attempts before it. False when it is not dead. */
  async revive(tx: Tx, eventId: Uuid, consumer: string): Promise<boolean> {
    return (await tx.affected(`UPDATE inbox_event SET state = 'due', attempts = 0, available_at = $3 WHERE event_id = $1 AND consumer = $2 AND state = 'dead'`, [eventId, consumer, tx.now])) === 1;
  }
}
