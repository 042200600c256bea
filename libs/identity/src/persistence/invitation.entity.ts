import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { TeamRole } from '../contracts';
import { OrganizationEntity } from './organization.entity';
import { UserAccountEntity } from './user-account.entity';

/** An offer of a place in an organization, sent to a mailbox. At most one per address and organization is open. */
@Entity('invitation')
@Unique(['tokenHash'])
@Index(['organizationId'])
@Index(['invitedBy'])
@Index('uq_invitation_open', ['organizationId', 'email'], { unique: true, where: 'accepted_at IS NULL AND revoked_at IS NULL' })
@Check('ck_invitation_team_role', `team_role IN ('admin', 'finance', 'owner', 'member')`)
@Check('ck_invitation_email', `email = lower(email)`)
export class InvitationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => OrganizationEntity, 'id') organizationId: string;
  @Column('text') email: string;
  @Column('text') teamRole: TeamRole;
  @Column('uuid') @ForeignKey(() => UserAccountEntity, 'id') invitedBy: string;
  /** SHA-256 as hex; null until the mail is written. */
  @Column('char', { length: 64, nullable: true }) tokenHash: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) acceptedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}
