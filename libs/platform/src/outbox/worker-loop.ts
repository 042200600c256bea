import { Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { FairleadConfig } from '../config/fairlead-config';
import { QueuePort } from '../queue/queue-port';
import { ScheduledTasks } from '../schedule/scheduled-tasks';
import { DeliverEvent } from './deliver-event.service';
import { type Delivery, EventRelay } from './event-relay';
import { OUTBOX_CHANNEL } from './outbox';

export const EVENTS_QUEUE = 'events';
export const TASKS_QUEUE = 'tasks';
const POLL_MS = 1_000;
const SWEEP_MS = 3_000;
const EVENT_CONCURRENCY = 4;
const TASK_CONCURRENCY = 2;

/**
 * The heartbeat of the worker: relays events, wakes due tasks and sweeps for work whose queue job was lost.
 * Every beat may fail (database away, Redis away) and is tried again; the rows stay.
 */
@Injectable()
export class WorkerLoop {
  private readonly logger = new Logger(WorkerLoop.name);
  private readonly timers: NodeJS.Timeout[] = [];
  private listener: Client | null = null;
  private relaying: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly config: FairleadConfig,
    private readonly queue: QueuePort,
    private readonly relay: EventRelay,
    private readonly deliver: DeliverEvent,
    private readonly tasks: ScheduledTasks,
  ) {}

  async start(): Promise<void> {
    await this.queue.process(EVENTS_QUEUE, EVENT_CONCURRENCY, async (jobId) => { await this.deliver.run(parseJob(jobId)); });
    await this.queue.process(TASKS_QUEUE, TASK_CONCURRENCY, (name) => this.tasks.runNow(name));
    await this.tasks.plan('worker');
    this.every(POLL_MS, () => this.wakeRelay());
    this.every(POLL_MS, () => this.beat('tasks', async () => this.addAll(TASKS_QUEUE, await this.tasks.claimDue())));
    this.every(SWEEP_MS, () => this.beat('sweep', async () => this.addAll(EVENTS_QUEUE, (await this.relay.findDue(SWEEP_MS)).map(jobOf))));
    await this.listen();
    this.wakeRelay();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.timers.forEach((timer) => clearInterval(timer));
    await this.listener?.end();
    await this.relaying;
  }

  /** One relay runs at a time; a wake during it makes it look once more. */
  private wakeRelay(): void {
    if (this.stopped) return;
    if (this.relaying) {
      this.again = true;
      return;
    }
    this.relaying = this.beat('relay', () => this.relayAll()).finally(() => {
      this.relaying = null;
      if (this.again) {
        this.again = false;
        this.wakeRelay();
      }
    });
  }

  private async relayAll(): Promise<void> {
    for (let batch = await this.relay.publishBatch(); batch.length > 0; batch = await this.relay.publishBatch()) {
      await this.addAll(EVENTS_QUEUE, batch.map(jobOf));
    }
  }

  private async addAll(queue: string, jobIds: readonly string[]): Promise<void> {
    for (const jobId of jobIds) await this.queue.add(queue, jobId); // in order; a failed add leaves the rest to the sweep
  }

  private async beat(name: string, work: () => Promise<void>): Promise<void> {
    if (this.stopped) return;
    try {
      await work();
    } catch (error) {
      this.logger.warn({ event: 'worker.beat_failed', beat: name, message: error instanceof Error ? error.message : String(error) });
    }
  }

  private every(milliseconds: number, work: () => void | Promise<void>): void {
    this.timers.push(setInterval(() => void work(), milliseconds));
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.config.databaseUrl, application_name: 'fairlead-worker-listen' });
    client.on('notification', () => this.wakeRelay());
    client.on('error', (error) => {
      this.logger.warn({ event: 'worker.listen_lost', message: error.message });
      this.listener = null;
      this.relisten();
    });
    await client.connect();
    await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
    this.listener = client;
  }

  /** Polling goes on meanwhile. */
  private relisten(): void {
    if (this.stopped) return;
    setTimeout(() => {
      if (!this.stopped) this.listen().catch(() => this.relisten());
    }, POLL_MS);
  }
}

function jobOf(delivery: Delivery): string {
  return `${delivery.consumer}|${delivery.eventId}`;
}

function parseJob(jobId: string): Delivery {
  const [consumer = '', eventId = ''] = jobId.split('|');
  return { consumer, eventId };
}
