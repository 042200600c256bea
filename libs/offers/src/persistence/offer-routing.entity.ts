import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { OfferEntity } from './offer.entity';

/** One immutable version of how an offer's traffic is routed. Insert-only; an offer without a version has the defaults. */
@Entity('offer_routing')
@Unique(['offerId', 'version'])
@Index(['advertiserId'])
@Check('ck_offer_routing_version', `version > 0`)
@Check('ck_offer_routing_document', `jsonb_typeof(document) = 'object'`)
export class OfferRoutingEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => OfferEntity, 'id') offerId: string;
  @Column('uuid') advertiserId: string;
  @Column('int') version: number;
  /** An `OfferRouting` without its version; instants as RFC 3339 text. */
  @Column('jsonb') document: Record<string, unknown>;
  /** `user:<uuid>` or `system:<name>`. */
  @Column('text') createdBy: string;
  @InstantColumn() createdAt: Date;
}
