import { systemContext } from '@fairlead/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';

/** A recurring piece of work. It finds its due rows itself, may overlap with itself and may run twice. */
export interface ScheduledTask {
  /** Stable name: `commissions.release-due`. */
  readonly name: string;
  /** Milliseconds between runs. */
  readonly everyMs: number;
  /** @param signal asks a long run to end early; what is left is found by the next. */
  run(signal?: AbortSignal): Promise<void>;
}

/** Processes that run tasks: the worker, and the API for what only it has. */
export const TASK_PROCESSES = ['worker', 'api'] as const;
export type TaskProcess = (typeof TASK_PROCESSES)[number];

const CONTEXT = systemContext('schedule');

/** The recurring tasks of this process; contexts register theirs in the `onModuleInit` of their worker module. */
@Injectable()
export class ScheduledTasks {
  private readonly logger = new Logger(ScheduledTasks.name);
  private readonly byName = new Map<string, ScheduledTask>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  register(task: ScheduledTask): void {
    if (this.byName.has(task.name)) throw new Error(`two tasks are named ${task.name}`);
    this.byName.set(task.name, task);
  }

  names(): string[] {
    return [...this.byName.keys()];
  }

  /** Writes a schedule row for each registered task that has none. */
  async plan(process: TaskProcess): Promise<void> {
    const tasks = [...this.byName.values()];
    await this.unitOfWork.run(CONTEXT, (tx) =>
      tx.rows(
        `INSERT INTO scheduled_task (name, every_ms, next_run_at, process) SELECT name, every_ms, $3, $4 FROM unnest($1::text[], $2::int[]) AS task(name, every_ms)
         ON CONFLICT (name) DO UPDATE SET every_ms = excluded.every_ms, process = excluded.process`,
        [tasks.map((task) => task.name), tasks.map((task) => task.everyMs), tx.now, process],
      ),
    );
  }

  /** Claims the tasks whose time has come and moves their next run on. */
  async claimDue(): Promise<string[]> {
    const rows = await this.unitOfWork.run(CONTEXT, (tx) =>
      tx.rows<{ name: string }>(
        `UPDATE scheduled_task SET next_run_at = $1::timestamptz + every_ms * interval '1 millisecond', last_run_at = $1
         WHERE next_run_at <= $1 AND name = ANY($2::text[]) RETURNING name`,
        [tx.now, this.names()],
      ),
    );
    return rows.map((row) => row.name);
  }

  /** Runs one task now and keeps its last error for the operator. */
  async runNow(name: string, signal?: AbortSignal): Promise<void> {
    const task = this.byName.get(name);
    if (!task) return;
    let failure: string | null = null;
    try {
      await task.run(signal);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      this.logger.error({ event: 'schedule.task_failed', task: name, message: failure });
    }
    await this.unitOfWork.run(CONTEXT, (tx) =>
      tx.rows(`UPDATE scheduled_task SET last_error = $2 WHERE name = $1 AND last_error IS DISTINCT FROM $2`, [name, failure]),
    );
  }
}
