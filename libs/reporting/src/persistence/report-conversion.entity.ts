import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A conversion as reports cut and sum it: what its click was is kept as first seen, what can change is as of the last note. Text is empty and ids in
 * text are empty where there is none. Money is what was earned, net of reversals.
 */
@Entity('report_conversion')
@Index('ix_report_conversion_version', ['version'])
@Index('ix_report_conversion_affiliate', ['affiliateId', 'occurredAt'])
@Index('ix_report_conversion_advertiser', ['advertiserId', 'occurredAt'])
export class ReportConversionEntity {
  @PrimaryColumn('uuid') id: string;
  /** Rises with each change, in the order of commits. */
  @MinorUnitsColumn() version: bigint;
  @Column('uuid') advertiserId: string;
  @Column('uuid') affiliateId: string;
  @Column('uuid') offerId: string;
  @InstantColumn() occurredAt: Date;
  /** As reported; counts for money once approved. */
  @MinorUnitsColumn() amountMinor: bigint;
  @MinorUnitsColumn() reversedMinor: bigint;
  @MinorUnitsColumn() commissionMinor: bigint;
  @MinorUnitsColumn() marginMinor: bigint;
  @CurrencyColumn() currency: string;
  @Column('text') status: string;
  @Column('text') goal: string;
  @Column('text', { default: '' }) promoCode: string;
  @Column('text', { default: '' }) link: string;
  @Column('text', { default: '' }) landingPage: string;
  @Column('text', { default: '' }) creative: string;
  @Column('text', { default: '' }) sourceId: string;
  @Column('text', { default: '' }) sub1: string;
  @Column('text', { default: '' }) sub2: string;
  @Column('text', { default: '' }) sub3: string;
  @Column('text', { default: '' }) sub4: string;
  @Column('text', { default: '' }) sub5: string;
  @Column('text', { default: '' }) sub6: string;
  @Column('text', { default: '' }) sub7: string;
  @Column('text', { default: '' }) sub8: string;
  @Column('text', { default: '' }) sub9: string;
  @Column('text', { default: '' }) sub10: string;
  @Column('text', { default: '' }) trigger: string;
  @Column('text', { default: '' }) country: string;
  @Column('text', { default: '' }) device: string;
  @Column('text', { default: '' }) os: string;
  @Column('text', { default: '' }) browser: string;
}
