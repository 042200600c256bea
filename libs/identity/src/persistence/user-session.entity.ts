import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OrganizationEntity } from './organization.entity';
import { UserAccountEntity } from './user-account.entity';

/** One sign-in on one device, for one organization at a time. Ending it ends its access tokens at once. */
@Entity('user_session')
@Index(['userId'])
@Index(['organizationId'])
@Index(['viewedBy'])
export class UserSessionEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => UserAccountEntity, 'id') userId: string;
  /** Whose rows the session works on. */
  @Column('uuid') @ForeignKey(() => OrganizationEntity, 'id') organizationId: string;
  /** As the browser named itself, cut to 300 characters. */
  @Column('text') userAgent: string;
  @InstantColumn() createdAt: Date;
  /** Of the last refresh. */
  @InstantColumn() lastSeenAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  /** When a one-time code was last given. */
  @InstantColumn({ nullable: true }) secondFactorAt: Date | null;
  /** The administrator who looks; such a session changes nothing and is not renewed. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => UserAccountEntity, 'id') viewedBy: string | null;
}
