import { MinorUnitsColumn } from '@fairlead/platform';
import { Entity, Index, PrimaryColumn } from 'typeorm';

/** An hour (UTC) that has clicks. Its version rises with each change, and versions rise in the order of commits: a copy follows by the highest it has. */
@Entity('report_hour')
@Index('ix_report_hour_version', ['version'])
export class ReportHourEntity {
  @PrimaryColumn('timestamptz') hour: Date;
  @MinorUnitsColumn() version: bigint;
}
