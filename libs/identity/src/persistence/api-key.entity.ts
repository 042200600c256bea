import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '@fairlead/platform';
import { UserAccountEntity } from './user-account.entity';

/** A key that acts as its maker, within its scopes. 256 random bits, stored as SHA-256. */
@Entity('api_key')
@Unique(['keyHash'])
@Index(['organizationId'])
@Index(['userId'])
export class ApiKeyEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organizationId: string;
  @Column('uuid') @ForeignKey(() => UserAccountEntity, 'id') userId: string;
  @Column('text') name: string;
  @Column('char', { length: 64 }) keyHash: string;
  /** The last four characters, to recognise a key by. */
  @Column('char', { length: 4 }) lastFour: string;
  /** `<noun>:read`, `<noun>:write` or `*`. */
  @Column('text', { array: true }) scopes: string[];
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) expiresAt: Date | null;
  /** Kept to the minute. */
  @InstantColumn({ nullable: true }) lastUsedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}
