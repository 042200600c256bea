import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { NOTICE_KINDS, type NoticeKind } from '../contracts';
import type { NoticeFacts } from '../domain/notice-facts';

/** One thing that an organization is told in the portal, written in the transaction that consumes its cause. */
@Entity('notice')
@Unique(['dedupeKey'])
@Index(['organizationId', 'id'])
@Check('ck_notice_kind', `kind IN (${NOTICE_KINDS.map((kind) => `'${kind}'`).join(', ')})`)
export class NoticeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey('OrganizationEntity', 'id') organizationId: string;
  /** Cause and organization: one notice each. */
  @Column('text') dedupeKey: string;
  @Column('text') kind: NoticeKind;
  /** Public id of what it is about. */
  @Column('text', { nullable: true }) subject: string | null;
  @Column('jsonb') facts: NoticeFacts;
  @InstantColumn() createdAt: Date;
}
