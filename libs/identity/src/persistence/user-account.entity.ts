import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '@fairlead/platform';
import type { Role } from '../contracts';
import { OrganizationEntity } from './organization.entity';

/** A person who can sign in. E-mail addresses are stored in lower case. */
@Entity('user_account')
@Unique(['email'])
@Index(['organizationId'])
@Check('ck_user_account_role', `role IN ('admin', 'finance', 'advertiser', 'affiliate')`)
@Check('ck_user_account_status', `status IN ('active', 'disabled')`)
@Check('ck_user_account_email', `email = lower(email)`)
export class UserAccountEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => OrganizationEntity, 'id') organizationId: string;
  @Column('text') email: string;
  /** argon2id in PHC form. */
  @Column('text') passwordHash: string;
  @Column('text') name: string;
  @Column('text') role: Role;
  @Column('text', { default: 'active' }) status: 'active' | 'disabled';
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) acceptedTermsAt: Date | null;
}
