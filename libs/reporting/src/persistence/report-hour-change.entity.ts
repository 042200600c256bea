import { InstantColumn } from '@fairlead/platform';
import { Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A note, by trigger in the transaction that loads clicks, that an hour has more of them than `report_hour` tells. */
@Entity('report_hour_change')
export class ReportHourChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @InstantColumn() hour: Date;
  @InstantColumn({ default: () => 'clock_timestamp()' }) notedAt: Date;
}
