import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { UserAccountEntity } from './user-account.entity';

/** A single-use secret that proves something for a while: a mailbox, a password given, or the first start. */
@Entity('account_token')
@Unique(['tokenHash'])
@Index(['userId'])
@Check('ck_account_token_kind', `kind IN ('verify_email', 'reset_password', 'second_factor', 'setup')`)
@Check('ck_account_token_user', `(kind = 'setup') = (user_id IS NULL)`)
export class AccountTokenEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { nullable: true }) @ForeignKey(() => UserAccountEntity, 'id') userId: string | null;
  @Column('text') kind: 'verify_email' | 'reset_password' | 'second_factor' | 'setup';
  /** SHA-256 as hex; the token itself is never stored here. */
  @Column('char', { length: 64 }) tokenHash: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) usedAt: Date | null;
}
