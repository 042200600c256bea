import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { LandingCheck, TestReport } from './tracking-tests.repository';

/** A trial of an advertiser's integration. Removed a day after its end. */
@Entity('tracking_test')
@Unique(['clickId'])
@Index(['advertiserId'])
@Index(['offerId'])
@Check('ck_tracking_test_expires_at', `expires_at > created_at`)
export class TrackingTestEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey('AdvertiserEntity', 'id') advertiserId: string;
  @Column('uuid') @ForeignKey('OfferEntity', 'id') offerId: string;
  /** Of no stored click. */
  @Column('uuid') clickId: string;
  /** With its random bits and MAC, as the landing page gets it. */
  @Column('text') publicClickId: string;
  @Column('text', { nullable: true }) landingUrl: string | null;
  @Column('jsonb', { nullable: true }) landing: LandingCheck | null;
  @Column('jsonb', { nullable: true }) report: TestReport | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
}
