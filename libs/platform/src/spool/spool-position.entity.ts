import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorUnitsColumn } from '../database/columns';

/** How far one spool is loaded: written in the transaction that holds the rows, so that each record has its effect once. */
@Entity('spool_position')
@Index('ix_spool_position_finished_at', ['finishedAt'], { where: 'finished_at IS NOT NULL' })
export class SpoolPositionEntity {
  @PrimaryColumn('uuid') spoolId: string;
  @Column('text') stream: string;
  /** The folder of the tracker that wrote the spool. */
  @Column('text') tracker: string;
  @MinorUnitsColumn() segment: bigint;
  /** The byte in the segment after the last loaded group. */
  @MinorUnitsColumn() position: bigint;
  @InstantColumn() updatedAt: Date;
  /** When all of the spool was loaded and its files were removed; null while there may be more. */
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
