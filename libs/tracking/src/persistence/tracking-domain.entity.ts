import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TrackingDomainStatus } from '../contracts';

/**
 * A host that serves links beside the network's own. Only a verified one is served; a host that is verified for nobody
 * may wait for proof with several owners at once, so that a claim alone keeps nobody out.
 */
@Entity('tracking_domain')
@Index('uq_tracking_domain_verified_host', ['host'], { unique: true, where: `status = 'verified'` })
@Index('uq_tracking_domain_advertiser_host', ['advertiserId', 'host'], { unique: true, where: `advertiser_id IS NOT NULL` })
@Index('uq_tracking_domain_network_host', ['host'], { unique: true, where: `advertiser_id IS NULL` })
@Index(['advertiserId'])
@Index(['defaultLinkId'])
@Index('ix_tracking_domain_due', ['checkedAt'], { where: `status <> 'pending'` })
@Check('ck_tracking_domain_host', `host = lower(host)`)
@Check('ck_tracking_domain_status', `status IN ('pending', 'verified', 'lapsed') AND (status = 'pending' OR (verified_at IS NOT NULL AND checked_at IS NOT NULL))`)
export class TrackingDomainEntity {
  @PrimaryColumn('uuid') id: string;
  /** Whose it is; null is the network's own. */
  @Column('uuid', { nullable: true }) @ForeignKey('AdvertiserEntity', 'id') advertiserId: string | null;
  /** Lower case, punycode, no port. */
  @Column('text') host: string;
  @Column('text') status: TrackingDomainStatus;
  /** What the owner publishes to prove that the host is its own. */
  @Column('text') token: string;
  /** Takes unknown codes; null leaves them to the fallback URL, else the neutral page. */
  @Column('uuid', { nullable: true }) @ForeignKey('LinkEntity', 'id', { onDelete: 'SET NULL' }) defaultLinkId: string | null;
  @Column('text', { nullable: true }) fallbackUrl: string | null;
  /** Whether a visit over http is sent to https first. */
  @Column('boolean', { default: true }) forceHttps: boolean;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) verifiedAt: Date | null;
  /** When the proof was last looked for. */
  @InstantColumn({ nullable: true }) checkedAt: Date | null;
}
