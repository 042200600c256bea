import { MANAGING_ROLES, type OrganizationKind } from '@fairlead/identity/contracts';
import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { SavedReportVisibility } from '../contracts';
import type { SavedQuery } from '../domain/report-query';
import type { ReportTimes } from '../domain/report-schedule';

/** A schedule as stored. */
export interface ReportSchedule extends ReportTimes {
  readonly savedReportId: Uuid;
  readonly organizationId: Uuid;
  readonly receivers: readonly Uuid[];
  readonly setBy: Uuid;
  /** Counts changes by people. */
  readonly version: number;
  readonly dueAt: Date;
  readonly failures: number;
  /** Why the latest attempt of this run failed. */
  readonly lastError: string | null;
  readonly pausedAt: Date | null;
  readonly pauseReason: string | null;
  readonly lastSentAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A report whose time has come, with what it takes to read it. */
export interface DueReport extends ReportSchedule {
  readonly name: string;
  readonly query: SavedQuery;
  readonly visibility: SavedReportVisibility;
  readonly madeBy: Uuid;
  readonly kind: OrganizationKind;
  readonly organizationIsActive: boolean;
  readonly organizationName: string;
  /** Of the saved report. */
  readonly reportVersion: number;
}

/** Somebody who gets a report. */
export interface Receiver {
  readonly id: Uuid;
  readonly email: string;
  readonly name: string;
}

/** What the network asks of people before it lets them see anything. */
export interface ReceiverDuties {
  readonly proveMailbox: boolean;
  /** Of the network's staff. */
  readonly secondFactorRoles: readonly string[];
}

const COLUMNS = ['saved_report_id', 'organization_id', 'frequency', 'weekday', 'day_of_month', 'hour', 'timezone', 'receivers', 'set_by', 'version', 'due_at', 'failures', 'last_error', 'paused_at', 'pause_reason', 'last_sent_at', 'created_at', 'updated_at'];
const OF_SCHEDULE = COLUMNS.map((name) => `r.${name}`).join(', ');
const DUE = `SELECT ${OF_SCHEDULE}, s.name, s.query, s.visibility, s.made_by, s.version AS report_version, o.kind, o.name AS organization_name, o.status = 'active' AS organization_is_active
  FROM report_schedule r JOIN saved_report s ON s.id = r.saved_report_id JOIN organization o ON o.id = r.organization_id`;

/** Reads and writes report schedules. */
@Injectable()
export class ReportSchedulesRepository {
  /** Null when the report has none. */
  async find(tx: Tx, savedReportId: Uuid): Promise<ReportSchedule | null> {
    return tx.row<ReportSchedule>(`SELECT ${OF_SCHEDULE} FROM report_schedule r WHERE r.saved_report_id = $1`, [savedReportId]);
  }

  /** Replaces the one that there may be. A run that is late is not made up. */
  async put(tx: Tx, schedule: ReportSchedule): Promise<void> {
    await tx.rows(
      `INSERT INTO report_schedule (${COLUMNS.join(', ')}, try_at) VALUES (${COLUMNS.map((_, index) => `$${index + 1}`).join(', ')}, $11)
       ON CONFLICT (saved_report_id) DO UPDATE SET ${[...COLUMNS.slice(2, -2), 'updated_at', 'try_at'].map((name) => `${name} = excluded.${name}`).join(', ')}`,
      [
        schedule.savedReportId, schedule.organizationId, schedule.frequency, schedule.weekday, schedule.dayOfMonth, schedule.hour, schedule.timezone, schedule.receivers, schedule.setBy, schedule.version, schedule.dueAt,
        schedule.failures, schedule.lastError, schedule.pausedAt, schedule.pauseReason, schedule.lastSentAt, schedule.createdAt, schedule.updatedAt,
      ],
    );
  }

  async delete(tx: Tx, savedReportId: Uuid): Promise<void> {
    await tx.rows(`DELETE FROM report_schedule WHERE saved_report_id = $1`, [savedReportId]);
  }

  async setReceivers(tx: Tx, savedReportId: Uuid, receivers: readonly Uuid[]): Promise<void> {
    await tx.rows(`UPDATE report_schedule SET receivers = $2, version = version + 1, updated_at = $3 WHERE saved_report_id = $1`, [savedReportId, receivers, tx.now]);
  }

  /** The oldest of those whose time has come, but these. Uses ix_report_schedule_due. */
  async nextDue(tx: Tx, but: readonly Uuid[]): Promise<DueReport | null> {
    return tx.row<DueReport>(`${DUE} WHERE r.paused_at IS NULL AND r.try_at <= $1 AND r.saved_report_id <> ALL($2) ORDER BY r.try_at, r.saved_report_id LIMIT 1`, [tx.now, but]);
  }

  /** The same run as it is now, locked with its report; null when somebody has moved on from it, has paused it or has changed the report since. */
  async lockRun(tx: Tx, { savedReportId, dueAt, reportVersion }: DueReport): Promise<DueReport | null> {
    // In the order in which people's changes take them: the report first.
    await tx.rows(`SELECT 1 AS is FROM saved_report WHERE id = $1 FOR SHARE`, [savedReportId]);
    return tx.row<DueReport>(`${DUE} WHERE r.saved_report_id = $1 AND r.due_at = $2 AND r.paused_at IS NULL AND s.version = $3 FOR NO KEY UPDATE OF r`, [savedReportId, dueAt, reportVersion]);
  }

  /** Of the listed, those in the team who can read the report. */
  async receiversOf(tx: Tx, report: { organizationId: Uuid; visibility: SavedReportVisibility; madeBy: Uuid }, listed: readonly Uuid[], must: ReceiverDuties): Promise<Receiver[]> {
    return tx.rows<Receiver>(
      `SELECT u.id, u.email, u.name FROM membership m JOIN user_account u ON u.id = m.user_id JOIN organization o ON o.id = m.organization_id
       WHERE m.organization_id = $1 AND u.id = ANY($2) AND u.status = 'active' AND ($3 = 'shared' OR u.id = $4)
         AND (NOT $5 OR u.email_verified_at IS NOT NULL)
         AND (o.kind <> 'network' OR m.team_role <> ALL($6) OR EXISTS (SELECT 1 FROM totp_credential t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL)) ORDER BY u.name, u.id`,
      [report.organizationId, listed, report.visibility, report.madeBy, must.proveMailbox, must.secondFactorRoles],
    );
  }

  /** Names of those of the listed who are in the team, whether they get the report or not. */
  async teamNames(tx: Tx, organizationId: Uuid, listed: readonly Uuid[]): Promise<{ id: Uuid; name: string }[]> {
    return tx.rows(`SELECT u.id, u.name FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = $1 AND u.id = ANY($2) ORDER BY u.name, u.id`, [organizationId, listed]);
  }

  /** Those who manage the team. */
  async managersOf(tx: Tx, organizationId: Uuid): Promise<Uuid[]> {
    const rows = await tx.rows<{ id: Uuid }>(`SELECT user_id AS id FROM membership WHERE organization_id = $1 AND team_role = ANY($2) ORDER BY id LIMIT 20`, [organizationId, [...MANAGING_ROLES]]);
    return rows.map((row) => row.id);
  }

  /** Moves on from a run. The caller holds its lock. @param sent whether mails were written. */
  async finishRun(tx: Tx, { savedReportId }: ReportSchedule, nextAt: Date, sent: boolean): Promise<void> {
    await tx.rows(
      `UPDATE report_schedule SET due_at = $2, try_at = $2, failures = 0, last_error = NULL, last_sent_at = CASE WHEN $3 THEN $4 ELSE last_sent_at END WHERE saved_report_id = $1`,
      [savedReportId, nextAt, sent, tx.now],
    );
  }

  /** Tries the run again later. */
  async postpone(tx: Tx, { savedReportId, dueAt }: ReportSchedule, tryAt: Date, error: string): Promise<void> {
    await tx.rows(`UPDATE report_schedule SET failures = failures + 1, try_at = $3, last_error = $4 WHERE saved_report_id = $1 AND due_at = $2 AND paused_at IS NULL`, [savedReportId, dueAt, tryAt, error.slice(0, 1_000)]);
  }

  /** Stops sending until a person turns it on again. The caller holds its lock. */
  async pause(tx: Tx, { savedReportId }: ReportSchedule, reason: string): Promise<void> {
    await tx.rows(`UPDATE report_schedule SET paused_at = $2, pause_reason = $3, version = version + 1, updated_at = $2 WHERE saved_report_id = $1`, [savedReportId, tx.now, reason]);
  }
}
