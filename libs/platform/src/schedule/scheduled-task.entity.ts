import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';

/** When a recurring task runs next. The row is the schedule; the queue only spreads the run. */
@Entity('scheduled_task')
export class ScheduledTaskEntity {
  @PrimaryColumn('text') name: string;
  /** Milliseconds between runs. */
  @Column('int') everyMs: number;
  @InstantColumn() nextRunAt: Date;
  @InstantColumn({ nullable: true }) lastRunAt: Date | null;
  @Column('text', { nullable: true }) lastError: string | null;
}
