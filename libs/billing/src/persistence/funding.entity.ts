import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Money received from an advertiser, entered once under the payment's own reference. Insert-only. */
@Entity('funding')
@Unique(['advertiserId', 'reference'])
@Check('ck_funding_amount', `amount_minor > 0`)
export class FundingEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey('AdvertiserEntity', 'id') advertiserId: string;
  @MinorUnitsColumn() amountMinor: bigint;
  @CurrencyColumn() currency: Currency;
  @Column('text') reference: string;
  @Column('text') actor: string;
  @InstantColumn() receivedAt: Date;
}
