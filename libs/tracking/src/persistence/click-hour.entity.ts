import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClickRouteEntity } from './click-route.entity';

/** Clicks by hour (UTC), route and outcome. Kept up in the transaction that stores the clicks. */
@Entity('click_hour')
@Index(['routeId', 'hour'])
export class ClickHourEntity {
  @PrimaryColumn('timestamptz') hour: Date;
  @PrimaryColumn('int') @ForeignKey(() => ClickRouteEntity, 'id') routeId: number;
  /** `counted`, or the reason of the filter. */
  @PrimaryColumn('text') outcome: string;
  @Column('bigint') clicks: string;
  @Column('bigint') uniques: string;
}

