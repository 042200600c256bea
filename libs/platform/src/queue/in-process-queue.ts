import { Logger } from '@nestjs/common';
import { type JobHandler, QueuePort } from './queue-port';

interface Lane {
  readonly waiting: string[];
  readonly queued: Set<string>;
  handler: JobHandler | null;
  concurrency: number;
  running: number;
}

/** The queue of the single-machine default: jobs wait in memory and are run in the order added. */
export class InProcessQueue extends QueuePort {
  readonly adapter = 'in-process';
  private readonly logger = new Logger(InProcessQueue.name);
  private readonly lanes = new Map<string, Lane>();
  private readonly running = new Set<Promise<void>>();
  private closed = false;

  async add(queue: string, jobId: string): Promise<void> {
    if (this.closed) throw new Error('the queue is closed');
    const lane = this.lane(queue);
    if (lane.queued.has(jobId)) return; // it waits already, and one run serves both
    lane.queued.add(jobId);
    lane.waiting.push(jobId);
    this.drain(lane);
  }

  async process(queue: string, concurrency: number, handler: JobHandler): Promise<void> {
    const lane = this.lane(queue);
    lane.handler = handler;
    lane.concurrency = concurrency;
    this.drain(lane);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.running);
  }

  private lane(queue: string): Lane {
    const existing = this.lanes.get(queue);
    if (existing) return existing;
    const lane: Lane = { waiting: [], queued: new Set(), handler: null, concurrency: 1, running: 0 };
    this.lanes.set(queue, lane);
    return lane;
  }

  private drain(lane: Lane): void {
    while (!this.closed && lane.handler && lane.running < lane.concurrency) {
      const jobId = lane.waiting.shift();
      if (jobId === undefined) return;
      lane.queued.delete(jobId);
      lane.running += 1;
      const run = this.runJob(lane.handler, jobId).finally(() => {
        lane.running -= 1;
        this.running.delete(run);
        this.drain(lane);
      });
      this.running.add(run);
    }
  }

  private async runJob(handler: JobHandler, jobId: string): Promise<void> {
    try {
      await handler(jobId);
    } catch (error) {
      this.logger.error({ event: 'queue.job_failed', jobId, message: error instanceof Error ? error.message : String(error) });
    }
  }
}
