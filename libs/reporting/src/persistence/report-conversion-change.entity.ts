import { InstantColumn } from '@fairlead/platform';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A note, by trigger in the changing transaction, that a conversion or its commission is not as reports have it. */
@Entity('report_conversion_change')
export class ReportConversionChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid') conversionId: string;
  @InstantColumn({ default: () => 'clock_timestamp()' }) notedAt: Date;
}
