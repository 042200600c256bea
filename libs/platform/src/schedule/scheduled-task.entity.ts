import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';
import { TASK_PROCESSES, type TaskProcess } from './scheduled-tasks';

/** When a recurring task runs next. The row is the schedule; the queue only spreads the run. */
@Entity('scheduled_task')
@Check('ck_scheduled_task_process', `process IN (${TASK_PROCESSES.map((one) => `'${one}'`).join(', ')})`)
export class ScheduledTaskEntity {
  @PrimaryColumn('text') name: string;
  /** Milliseconds between runs. */
  @Column('int') everyMs: number;
  @InstantColumn() nextRunAt: Date;
  @InstantColumn({ nullable: true }) lastRunAt: Date | null;
  /** Which process runs it. */
  @Column('text', { default: 'worker' }) process: TaskProcess;
  @Column('text', { nullable: true }) lastError: string | null;
}
