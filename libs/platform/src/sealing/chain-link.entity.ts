import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '../database/columns';

/** One sealed row of a hash chain: `chain_hash` = SHA-256(previous chain_hash + content_hash). Insert-only. */
@Entity('chain_link')
@Unique(['chain', 'rowId'])
export class ChainLinkEntity {
  /** `ledger` or `audit`. */
  @PrimaryColumn('text') chain: string;
  /** 1, 2, 3 … without gaps within a chain. */
  @PrimaryColumn('bigint') seq: string;
  @Column('uuid') rowId: string;
  @Column('char', { length: 64 }) contentHash: string;
  @Column('char', { length: 64 }) chainHash: string;
  @InstantColumn() sealedAt: Date;
}
