import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { JournalKind } from '../contracts';

/** One complete, balanced set of postings with one cause. Insert-only; sealed into the chain `ledger` by its content hash. */
@Entity('journal')
@Unique(['idempotencyKey'])
@Index(['sourceId'])
@Index(['kind', 'id'])
@Index(['reversesJournalId'])
@Index(['advertiserId', 'id'])
@Index(['affiliateId', 'id'])
@Check('ck_journal_kind', `kind IN ('funding.received', 'conversion.reserved', 'conversion.released', 'commission.accrued', 'commission.released', 'payout.reserved', 'payout.transferred', 'payout.returned', 'conversion.reversed', 'adjustment', 'fee', 'fx')`)
@Check('ck_journal_idempotency_key', `idempotency_key <> ''`)
@Check('ck_journal_posting_count', `posting_count >= 2`)
@Check('ck_journal_reason', `kind NOT IN ('adjustment', 'fee', 'fx') OR (coalesce(memo, '') <> '' AND approved_by IS NOT NULL)`)
export class JournalEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: JournalKind;
  /** What caused it: `conversion`, `commission`, `payout`, `funding` … */
  @Column('text') sourceType: string;
  @Column('uuid') sourceId: string;
  @Column('text') idempotencyKey: string;
  /** Milliseconds, so that the content hash can be computed again from the row. */
  @InstantColumn({ precision: 3 }) postedAt: Date;
  @InstantColumn({ precision: 3 }) effectiveAt: Date;
  @Column('text', { nullable: true }) memo: string | null;
  /** `user:<uuid>` or `system:<name>`. */
  @Column('text') actor: string;
  @Column('uuid', { nullable: true }) approvedBy: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => JournalEntity, 'id') reversesJournalId: string | null;
  /** The advertiser and the affiliate among the owners of its accounts; they may read it. */
  @Column('uuid', { nullable: true }) advertiserId: string | null;
  @Column('uuid', { nullable: true }) affiliateId: string | null;
  /** How many postings it has; stated with the journal, so that none can be added later. */
  @Column('int') postingCount: number;
  @Column('char', { length: 64 }) contentHash: string;
}
