import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An organization that pays for results. Its id is the organization's. */
@Entity('advertiser')
@Check('ck_advertiser_status', `status IN ('active', 'suspended')`)
export class AdvertiserEntity {
  @PrimaryColumn('uuid') @ForeignKey('OrganizationEntity', 'id') id: string;
  @Column('text') name: string;
  @Column('text', { default: 'active' }) status: 'active' | 'suspended';
  @InstantColumn() createdAt: Date;
}
