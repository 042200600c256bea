import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something was tried in the current window, by keyed hash of who tried. Removed after a day. */
@Entity('attempt_count')
export class AttemptCountEntity {
  /** `signup`, `reset_password`, `second_factor` … */
  @PrimaryColumn('text') purpose: string;
  @PrimaryColumn('char', { length: 64 }) subjectHash: string;
  @InstantColumn() windowStartedAt: Date;
  @Column('int') attempts: number;
}
