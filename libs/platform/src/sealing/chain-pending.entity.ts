import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row that waits to be sealed; written by a trigger with the row itself, deleted by the sealer. */
@Entity('chain_pending')
export class ChainPendingEntity {
  @PrimaryColumn('text') chain: string;
  @PrimaryColumn('uuid') rowId: string;
  @Column('char', { length: 64 }) contentHash: string;
}
