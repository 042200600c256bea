import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ClickFilterReason, ClickStatus, Device } from '../contracts';
import { LinkEntity } from './link.entity';

/** One visit through a link, counted or filtered with the reason. Insert-only. */
@Entity('click')
@Index(['affiliateId', 'id'])
@Index(['advertiserId', 'id'])
@Index(['linkId', 'id'])
@Index(['offerId', 'id'])
@Index(['termsId'])
@Check('ck_click_status', `(status = 'counted' AND reason IS NULL) OR (status = 'filtered' AND reason IS NOT NULL)`)
export class ClickEntity {
  @PrimaryColumn('uuid') id: string;
  /** 128 random bits as hex, the second half of the public click id. */
  @Column('char', { length: 32 }) nonce: string;
  @Column('uuid') @ForeignKey(() => LinkEntity, 'id') linkId: string;
  @Column('uuid') offerId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') affiliateId: string;
  @Column('uuid') @ForeignKey('OfferTermsEntity', 'id') termsId: string;
  @InstantColumn() occurredAt: Date;
  @Column('text') status: ClickStatus;
  @Column('text', { nullable: true }) reason: ClickFilterReason | null;
  @Column('text', { nullable: true }) sub1: string | null;
  @Column('text', { nullable: true }) sub2: string | null;
  @Column('text', { nullable: true }) sub3: string | null;
  @Column('text', { nullable: true }) sub4: string | null;
  @Column('text', { nullable: true }) sub5: string | null;
  @Column('text', { nullable: true }) sub6: string | null;
  @Column('text', { nullable: true }) sub7: string | null;
  @Column('text', { nullable: true }) sub8: string | null;
  @Column('text', { nullable: true }) sub9: string | null;
  @Column('text', { nullable: true }) sub10: string | null;
  @Column('text', { nullable: true }) sourceId: string | null;
  /** Keyed hash of the IP address; the address itself is not kept. */
  @Column('char', { length: 64 }) ipHash: string;
  /** /24 or /48 of the address. */
  @Column('text') ipPrefix: string;
  @Column('text', { nullable: true }) userAgent: string | null;
  @Column('text', { nullable: true }) referrer: string | null;
  @Column('char', { length: 2, nullable: true }) country: string | null;
  @Column('text') device: Device;
}
