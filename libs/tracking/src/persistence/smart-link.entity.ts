import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A rotation across offers that links may point at instead of one offer. */
@Entity('smart_link')
@Index(['advertiserId'])
@Unique(['id', 'advertiserId'])
@Check('ck_smart_link_mode', `mode IN ('priority', 'weight')`)
@Check('ck_smart_link_status', `status IN ('active', 'paused')`)
export class SmartLinkEntity {
  @PrimaryColumn('uuid') id: string;
  /** Whose it is; null is the network's own. */
  @Column('uuid', { nullable: true }) @ForeignKey('AdvertiserEntity', 'id') advertiserId: string | null;
  @Column('text') name: string;
  @Column('text') mode: 'priority' | 'weight';
  /** Takes the visits that no offer takes; null is the neutral page. */
  @Column('text', { nullable: true }) fallbackUrl: string | null;
  @Column('text', { default: 'active' }) status: 'active' | 'paused';
  /** Counts changes, so that nobody overwrites what somebody else has just set. */
  @Column('int', { default: 1 }) version: number;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
}
