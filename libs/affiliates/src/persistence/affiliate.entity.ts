import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An organization that promotes: publisher, influencer, creator. Its id is the organization's. */
@Entity('affiliate')
@Check('ck_affiliate_status', `status IN ('active', 'suspended')`)
export class AffiliateEntity {
  @PrimaryColumn('uuid') @ForeignKey('OrganizationEntity', 'id') id: string;
  @Column('text') name: string;
  @Column('char', { length: 2 }) country: string;
  @Column('text', { default: 'active' }) status: 'active' | 'suspended';
  @InstantColumn() createdAt: Date;
}
