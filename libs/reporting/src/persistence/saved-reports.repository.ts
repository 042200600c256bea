import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { SavedReportVisibility } from '../contracts';
import type { SavedQuery } from '../domain/report-query';
import type { Reader } from '../domain/saved-report';

/** A saved report as its maker and, if it is shared, their team see it. */
export interface SavedReportView {
  readonly id: Uuid;
  readonly madeBy: Uuid;
  /** Null when the maker is not of the team any more. */
  readonly makerName: string | null;
  readonly name: string;
  readonly visibility: SavedReportVisibility;
  readonly query: SavedQuery;
  /** Counts changes. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Whether it is sent by e-mail; null without a schedule. */
  readonly mailing: 'active' | 'paused' | null;
  /** Whether the reader is on the list. */
  readonly isReceiver: boolean;
}

const COLUMNS = `s.id, s.made_by, u.name AS maker_name, s.name, s.visibility, s.query, s.version, s.created_at, s.updated_at,
  CASE WHEN r.saved_report_id IS NULL THEN NULL WHEN r.paused_at IS NULL THEN 'active' ELSE 'paused' END AS mailing, coalesce($2 = ANY(r.receivers), false) AS is_receiver`;
const WITH_SCHEDULE = 'LEFT JOIN report_schedule r ON r.saved_report_id = s.id';
const WITH_MAKER = `saved_report s LEFT JOIN membership m ON m.user_id = s.made_by AND m.organization_id = s.organization_id LEFT JOIN user_account u ON u.id = m.user_id`;
/** One's own, and what others of the organization share. Staff see every row by scope, so each query names the organization. */
const READABLE = `s.organization_id = $1 AND (s.made_by = $2 OR s.visibility = 'shared')`;

/** Reads and writes saved reports. */
@Injectable()
export class SavedReportsRepository {
  async list(tx: Tx, _context: TenantContext, reader: Reader, page: { before: Uuid | null; limit: number }): Promise<SavedReportView[]> {
    return tx.rows<SavedReportView>(`SELECT ${COLUMNS} FROM ${WITH_MAKER} ${WITH_SCHEDULE} WHERE ${READABLE} AND ($3::uuid IS NULL OR s.id < $3) ORDER BY s.id DESC LIMIT $4`, [
      reader.organizationId, reader.userId, page.before, page.limit + 1,
    ]);
  }

  /** @throws DomainError `saved_report.not_found`. */
  async find(tx: Tx, _context: TenantContext, reader: Reader, id: Uuid): Promise<SavedReportView> {
    return found(id, await tx.row<SavedReportView>(`SELECT ${COLUMNS} FROM ${WITH_MAKER} ${WITH_SCHEDULE} WHERE ${READABLE} AND s.id = $3`, [reader.organizationId, reader.userId, id]));
  }

  /** The same, locked. @throws DomainError `saved_report.not_found`. */
  async lock(tx: Tx, reader: Reader, id: Uuid): Promise<SavedReportView> {
    return found(id, await tx.row<SavedReportView>(`SELECT ${COLUMNS} FROM ${WITH_MAKER} ${WITH_SCHEDULE} WHERE ${READABLE} AND s.id = $3 FOR NO KEY UPDATE OF s`, [reader.organizationId, reader.userId, id]));
  }

  /** One after the other within an organization until the transaction ends, so that they can be counted. */
  async takeTurn(tx: Tx, organizationId: Uuid): Promise<void> {
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended('fairlead.saved_report.' || $1, 0))`, [organizationId]);
  }

  /** Those of an organization that somebody can open: what was private to a person who left does not count. Uses uq_saved_report_organization_id_made_by_name. */
  async count(tx: Tx, organizationId: Uuid): Promise<number> {
    const row = await tx.row<{ count: number }>(`SELECT count(*)::int AS count FROM ${WITH_MAKER} WHERE s.organization_id = $1 AND (s.visibility = 'shared' OR m.id IS NOT NULL)`, [organizationId]);
    return row?.count ?? 0;
  }

  async insert(tx: Tx, organizationId: Uuid, report: SavedReportView): Promise<void> {
    await tx.rows(`INSERT INTO saved_report (id, organization_id, made_by, name, visibility, query, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, [
      report.id, organizationId, report.madeBy, report.name, report.visibility, JSON.stringify(report.query), report.version, report.createdAt, report.updatedAt,
    ]);
  }

  /** The caller holds its lock. */
  async update(tx: Tx, report: SavedReportView): Promise<void> {
    await tx.rows(`UPDATE saved_report SET name = $2, visibility = $3, query = $4, version = $5, updated_at = $6 WHERE id = $1`, [
      report.id, report.name, report.visibility, JSON.stringify(report.query), report.version, report.updatedAt,
    ]);
  }

  /** With its schedule. The caller holds its lock. */
  async delete(tx: Tx, id: Uuid): Promise<void> {
    await tx.rows(`DELETE FROM report_schedule WHERE saved_report_id = $1`, [id]);
    await tx.rows(`DELETE FROM saved_report WHERE id = $1`, [id]);
  }
}

function found(id: Uuid, report: SavedReportView | null): SavedReportView {
  if (!report) throw notFound('saved_report', id);
  return report;
}
