import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '@fairlead/platform';
import type { OrganizationKind } from '../contracts';

/** The operator, an advertiser or an affiliate. Its id is also the advertiser's or affiliate's id. */
@Entity('organization')
@Check('ck_organization_kind', `kind IN ('network', 'advertiser', 'affiliate')`)
@Check('ck_organization_status', `status IN ('active', 'suspended')`)
export class OrganizationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: OrganizationKind;
  @Column('text') name: string;
  /** ISO 3166-1 alpha-2. */
  @Column('char', { length: 2 }) country: string;
  @Column('text', { default: 'active' }) status: 'active' | 'suspended';
  /** Why staff suspended it; its people are told. */
  @Column('text', { nullable: true }) suspendedReason: string | null;
  @InstantColumn({ nullable: true }) suspendedAt: Date | null;
  @InstantColumn() createdAt: Date;
}
