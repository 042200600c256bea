import { CurrencyColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { JournalEntity } from './journal.entity';
import { LedgerAccountEntity } from './ledger-account.entity';

/** A signed amount on one account; credit is positive. Insert-only. Owner columns are copied from the account by a trigger. */
@Entity('posting')
@Unique(['journalId', 'lineNo'])
@Index(['accountId', 'journalId'])
@Check('ck_posting_amount_minor', `amount_minor <> 0`)
@Check('ck_posting_line_no', `line_no >= 1`)
export class PostingEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => JournalEntity, 'id') journalId: string;
  /** From 1; transfer n has lines 2n − 1 (from) and 2n (to). */
  @Column('int') lineNo: number;
  @Column('uuid') @ForeignKey(() => LedgerAccountEntity, 'id') accountId: string;
  /** Minor units. */
  @MinorUnitsColumn() amountMinor: bigint;
  @CurrencyColumn() currency: string;
  @Column('uuid', { nullable: true }) advertiserId: string | null;
  @Column('uuid', { nullable: true }) affiliateId: string | null;
}
