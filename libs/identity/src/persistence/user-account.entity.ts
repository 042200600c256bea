import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '@fairlead/platform';
import { OrganizationEntity } from './organization.entity';

/** A person who can sign in; `membership` says to which organizations. E-mail addresses are stored in lower case. */
@Entity('user_account')
@Unique(['email'])
@Index(['organizationId'])
@Check('ck_user_account_status', `status IN ('active', 'disabled')`)
@Check('ck_user_account_email', `email = lower(email)`)
export class UserAccountEntity {
  @PrimaryColumn('uuid') id: string;
  /** Where sign-in lands, while the person is a member there. */
  @Column('uuid') @ForeignKey(() => OrganizationEntity, 'id') organizationId: string;
  @Column('text') email: string;
  /** argon2id in PHC form. */
  @Column('text') passwordHash: string;
  @Column('text') name: string;
  @Column('text', { default: 'active' }) status: 'active' | 'disabled';
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) acceptedTermsAt: Date | null;
  /** The version that was shown and accepted. */
  @Column('text', { nullable: true }) acceptedTermsVersion: string | null;
  /** When a link of a mail to this address was followed. */
  @InstantColumn({ nullable: true }) emailVerifiedAt: Date | null;
}
