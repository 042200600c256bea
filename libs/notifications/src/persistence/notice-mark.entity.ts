import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Up to where a person has seen the notices of an organization. */
@Entity('notice_mark')
@Index(['organizationId'])
export class NoticeMarkEntity {
  @PrimaryColumn('uuid') @ForeignKey('UserAccountEntity', 'id') userId: string;
  @PrimaryColumn('uuid') @ForeignKey('OrganizationEntity', 'id') organizationId: string;
  /** The newest notice that was on the screen; it may be removed by now. */
  @Column('uuid') seenThrough: string;
}
