import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorUnitsColumn } from '../database/columns';

/** A record that its handler can never take, kept whole so that it can be loaded after a correction. */
@Entity('spool_reject')
export class SpoolRejectEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') spoolId: string;
  @MinorUnitsColumn() segment: bigint;
  /** Where the batch begins in the segment that holds the record. */
  @MinorUnitsColumn() position: bigint;
  @Column('text') stream: string;
  @Column('text') error: string;
  @Column('bytea') payload: Buffer;
  @InstantColumn() rejectedAt: Date;
}
