import { SECOND_MS } from '@fairlead/kernel';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ScheduledTasks } from './scheduled-tasks';

const POLL_MS = 5 * SECOND_MS;

/** Runs the recurring tasks of a process that has no queue, one after the other. Of several such processes one takes each run; one that fails or dies leaves the next to any of them. */
@Injectable()
export class TaskLoop implements OnApplicationShutdown {
  private readonly logger = new Logger(TaskLoop.name);
  private readonly stopping = new AbortController();
  private planned = false;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly tasks: ScheduledTasks) {}

  start(): void {
    this.timer ??= setInterval(() => { this.running ??= this.beat().finally(() => { this.running = null; }); }, POLL_MS);
  }

  /** Asks the task that runs to end early, and waits for it. */
  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.stopping.abort();
    await this.running;
  }

  /** May fail while the database is away; the rows stay. */
  private async beat(): Promise<void> {
    try {
      if (!this.planned) await this.tasks.plan('api');
      this.planned = true;
      for (const name of await this.tasks.claimDue()) await this.tasks.runNow(name, this.stopping.signal);
    } catch (error) {
      this.logger.warn({ event: 'schedule.beat_failed', message: error instanceof Error ? error.message : String(error) });
    }
  }
}
