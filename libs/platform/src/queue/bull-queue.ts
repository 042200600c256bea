import { Logger } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { type JobHandler, QueuePort } from './queue-port';

/** Jobs on Redis through Bull. No retries and no job ids of its own: rows in Postgres decide both. */
export class BullQueue extends QueuePort {
  readonly adapter = 'bull';
  private readonly logger = new Logger(BullQueue.name);

  constructor(private readonly queues: ReadonlyMap<string, Queue>) {
    super();
    for (const queue of queues.values()) {
      // Without a listener a lost connection would end the process; Bull reconnects by itself.
      queue.on('error', (error: Error) => this.logger.warn({ event: 'queue.redis_error', queue: queue.name, message: error.message }));
    }
  }

  async add(queue: string, jobId: string): Promise<void> {
    await this.named(queue).add({ id: jobId }, { attempts: 1, removeOnComplete: true, removeOnFail: true });
  }

  async process(queue: string, concurrency: number, handler: JobHandler): Promise<void> {
    void this.named(queue)
      .process(concurrency, async (job: Job<{ id?: unknown }>) => {
        // A job that lost its payload (Bull can re-run a removed one) is ignored: the sweep adds it again.
        if (typeof job.data.id === 'string') await handler(job.data.id);
      })
      .catch((error: unknown) => this.logger.error({ event: 'queue.processing_stopped', queue, message: String(error) }));
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private named(name: string): Queue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`no queue is named ${name}`);
    return queue;
  }
}
