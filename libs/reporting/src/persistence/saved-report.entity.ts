import { InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { SAVED_REPORT_VISIBILITIES, type SavedReportVisibility } from '../contracts';
import type { SavedQuery } from '../domain/report-query';

/** A report under a name, to open again. It keeps what was asked for, never figures. Private ones are their maker's alone: within an organization the application sees to that. */
@Entity('saved_report')
@Unique(['organizationId', 'madeBy', 'name'])
@Unique(['id', 'organizationId']) // a schedule names a report with its organization
@Index(['madeBy'])
@Check('ck_saved_report_name', `name = btrim(name) AND length(name) BETWEEN 1 AND 100`)
@Check('ck_saved_report_visibility', `visibility IN (${SAVED_REPORT_VISIBILITIES.map((one) => `'${one}'`).join(', ')})`)
export class SavedReportEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey('OrganizationEntity', 'id') organizationId: string;
  /** A user, who may have left the organization. */
  @Column('uuid') @ForeignKey('UserAccountEntity', 'id') madeBy: string;
  @Column('text') name: string;
  @Column('text') visibility: SavedReportVisibility;
  @Column('jsonb') query: SavedQuery;
  /** Counts changes, so that nobody overwrites what somebody else has just set. */
  @Column('int', { default: 1 }) version: number;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
}
