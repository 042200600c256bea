import { InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { ConversionEntity } from './conversion.entity';

/** One taking back of an approved conversion, whole or in part. Insert-only; the running total makes each step unique. */
@Entity('conversion_reversal')
@Unique(['conversionId', 'reversedTotalMinor'])
@Check('ck_conversion_reversal_amounts', `amount_minor >= 0 AND reversed_total_minor >= amount_minor`)
export class ConversionReversalEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => ConversionEntity, 'id') conversionId: string;
  @Column('uuid') advertiserId: string;
  @Column('uuid') affiliateId: string;
  @MinorUnitsColumn() amountMinor: bigint;
  /** Reversed so far, this one included. */
  @MinorUnitsColumn() reversedTotalMinor: bigint;
  @Column('text') reason: string;
  @Column('text') actor: string;
  @InstantColumn() createdAt: Date;
}
