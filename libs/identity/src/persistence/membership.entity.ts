import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { TeamRole } from '../contracts';
import { OrganizationEntity } from './organization.entity';
import { UserAccountEntity } from './user-account.entity';

/** A person's place in an organization. Who leaves loses the row; the audit log keeps that it was there. */
@Entity('membership')
@Unique(['userId', 'organizationId'])
@Index(['organizationId'])
@Check('ck_membership_team_role', `team_role IN ('admin', 'finance', 'owner', 'member')`)
export class MembershipEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => UserAccountEntity, 'id') userId: string;
  @Column('uuid') @ForeignKey(() => OrganizationEntity, 'id') organizationId: string;
  @Column('text') teamRole: TeamRole;
  @InstantColumn() createdAt: Date;
}
