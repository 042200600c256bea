import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ClickFilterReason, ClickTrigger } from '../contracts';

/**
 * One visit through a link. Counted when `reason` is null, else filtered for that reason. Insert-only; partitioned by day on the id,
 * which tells the time. Columns are narrow because this is the largest table: what repeats is in `click_route`, `click_agent`
 * and `click_referrer`. Written by the loader alone, straight into the partition of the day.
 */
@Entity('click')
@Index(['routeId'])
export class ClickEntity {
  /** UUIDv7: the time of the click in milliseconds and the shard that minted it. */
  @PrimaryColumn('uuid') id: string;
  /** 128 random bits, the second half of the public click id. */
  @Column('uuid') nonce: string;
  @Column('int') routeId: number;
  @Column('int') agentId: number;
  @Column('int', { nullable: true }) referrerId: number | null;
  /** Who came, as far as that can be told: 64 bits of a keyed hash. */
  @Column('bigint') visitor: string;
  /** First counted click of the visitor on the offer and affiliate within 24 hours. */
  @Column('boolean') isUnique: boolean;
  @Column('text', { nullable: true }) reason: ClickFilterReason | null;
  /** Null is `link`. */
  @Column('text', { nullable: true }) trigger: Exclude<ClickTrigger, 'link'> | null;
  /** 64 bits of a keyed hash of the IP address. */
  @Column('bigint') addressHash: string;
  /** /24 or /48 of the address. */
  @Column('cidr', { nullable: true }) addressPrefix: string | null;
  /** The address, readable while the key of its day is kept (30 days). */
  @Column('bytea', { nullable: true }) sealedAddress: Buffer | null;
  /** ISO 3166-1 alpha-2. */
  @Column('text', { nullable: true }) country: string | null;
  @Column('text', { nullable: true }) region: string | null;
  @Column('int', { nullable: true }) asn: number | null;
  @Column('text', { nullable: true }) language: string | null;
  @Column('text', { nullable: true }) sourceId: string | null;
  @Column('text', { nullable: true }) creativeId: string | null;
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
  /** What else the decision rested on: headers, ad platforms' ids, consent. */
  @Column('jsonb', { nullable: true }) evidence: Record<string, unknown> | null;
}
