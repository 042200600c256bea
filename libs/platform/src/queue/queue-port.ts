/** What a worker does with a job: it carries an id only, and may run twice. */
export type JobHandler = (jobId: string) => Promise<void>;

/**
 * Wakes and spreads work whose state is rows in Postgres. Losing every job loses nothing: sweeps add the due work again.
 * Adapters: Bull on Redis, and one inside the process.
 */
export abstract class QueuePort {
  abstract readonly adapter: 'bull' | 'in-process';
  /** Rejects when the queue cannot take the job now; the caller leaves the row due. */
  abstract add(queue: string, jobId: string): Promise<void>;
  /** Starts handling jobs of a queue in this process. */
  abstract process(queue: string, concurrency: number, handler: JobHandler): Promise<void>;
  /** Stops taking jobs and waits for those that run. */
  abstract close(): Promise<void>;
}
