import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '@fairlead/platform';
import { UserAccountEntity } from './user-account.entity';
import { UserSessionEntity } from './user-session.entity';

/** One single-use refresh token. All tokens that follow from one sign-in are a family, revoked together on re-use. */
@Entity('refresh_token')
@Unique(['tokenHash'])
@Index(['familyId'])
@Index(['userId'])
export class RefreshTokenEntity {
  @PrimaryColumn('uuid') id: string;
  /** The session. */
  @Column('uuid') @ForeignKey(() => UserSessionEntity, 'id') familyId: string;
  @Column('uuid') @ForeignKey(() => UserAccountEntity, 'id') userId: string;
  @Column('uuid') organizationId: string;
  /** SHA-256 as hex; the token itself is never stored. */
  @Column('char', { length: 64 }) tokenHash: string;
  @InstantColumn() issuedAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) usedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}
