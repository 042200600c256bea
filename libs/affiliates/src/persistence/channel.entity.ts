import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { ChannelKind } from '../contracts';
import { AffiliateEntity } from './affiliate.entity';

/** A place where an affiliate promotes: a site, a YouTube channel, a newsletter. */
@Entity('channel')
@Unique(['affiliateId', 'url'])
@Unique(['id', 'affiliateId']) // a link names a channel with its affiliate
@Check('ck_channel_kind', `kind IN ('site', 'youtube', 'instagram', 'tiktok', 'podcast', 'newsletter', 'app', 'other')`)
export class ChannelEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => AffiliateEntity, 'id') affiliateId: string;
  @Column('text') kind: ChannelKind;
  @Column('text') name: string;
  @Column('text') url: string;
  @InstantColumn() createdAt: Date;
}
