import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SmartLinkEntity } from './smart-link.entity';

/** One offer of a smart link. The second foreign key keeps an advertiser from adding to a smart link of somebody else. */
@Entity('smart_link_choice')
@Index(['offerId'])
@Index(['advertiserId'])
@Index(['smartLinkId', 'advertiserId'])
@ForeignKey(() => SmartLinkEntity, ['smartLinkId', 'advertiserId'], ['id', 'advertiserId'])
@Check('ck_smart_link_choice_bounds', `priority BETWEEN 0 AND 1000 AND weight BETWEEN 0 AND 10000`)
export class SmartLinkChoiceEntity {
  @PrimaryColumn('uuid') @ForeignKey(() => SmartLinkEntity, 'id') smartLinkId: string;
  @PrimaryColumn('uuid') @ForeignKey('OfferEntity', 'id') offerId: string;
  /** The owner of the smart link, which for an advertiser's is the offer's too; null is the network. */
  @Column('uuid', { nullable: true }) advertiserId: string | null;
  /** Lower goes first. */
  @Column('int') priority: number;
  /** 0 is never chosen by weight. */
  @Column('int') weight: number;
}
