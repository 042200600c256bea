import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Counted clicks of an offer by minute (UTC), for caps; kept for two days. Kept up in the transaction that stores the clicks. */
@Entity('click_minute')
@Index(['minute'])
export class ClickMinuteEntity {
  @PrimaryColumn('uuid') @ForeignKey('OfferEntity', 'id') offerId: string;
  @PrimaryColumn('timestamptz') minute: Date;
  @Column('bigint') clicks: string;
}
