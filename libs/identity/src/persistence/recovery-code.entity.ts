import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { UserAccountEntity } from './user-account.entity';

/** A code that stands in for the authenticator, once. */
@Entity('recovery_code')
@Unique(['codeHash'])
@Index(['userId'])
export class RecoveryCodeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => UserAccountEntity, 'id') userId: string;
  /** HMAC-SHA256 over the user and the code. */
  @Column('char', { length: 64 }) codeHash: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) usedAt: Date | null;
}
