import { AuditLog } from '@fairlead/identity';
import type { OrganizationKind } from '@fairlead/identity/contracts';
import { Clock, DomainError, encodeId, systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { QueueMail } from '@fairlead/notifications';
import { FairleadConfig, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable, Logger } from '@nestjs/common';
import { latestRun, nextRunAfter, waitAfterFailures } from '../domain/report-schedule';
import { type DueReport, type Receiver, ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import { ComposeReportMail, type ComposedReport } from './compose-report-mail.query';
import { ReportReceivers } from './report-receivers.query';

const NAME = 'reporting.mail-due-reports';
const CONTEXT = systemContext(NAME);
/** Why a schedule was paused by the network itself, beside the codes of problems. */
const NOBODY_LEFT = 'report_schedule.nobody_left';
/** What `FollowChanges` says for the first minutes after a start. */
const NOT_READY = 'report.catching_up';

/**
 * Mails the reports whose time has come. Each run is mailed once: the mails are written in the transaction that moves the schedule on, to who is on the list and may read
 * the report at that moment. After a standstill one mail stands for the runs that were missed, and is of the days of the latest.
 */
@Injectable()
export class MailDueReports {
  private readonly logger = new Logger(MailDueReports.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly schedules: ReportSchedulesRepository,
    private readonly compose: ComposeReportMail,
    private readonly queueMail: QueueMail,
    private readonly receivers: ReportReceivers,
    private readonly audit: AuditLog,
    private readonly config: FairleadConfig,
    private readonly clock: Clock,
  ) {}

  /** Goes on until nothing is due, or `signal` says so. @throws Error the first that kept a report from being put off, after the others. */
  async run(signal?: AbortSignal): Promise<void> {
    const tried: Uuid[] = [];
    let failure: Error | null = null;
    while (signal?.aborted !== true) {
      const due = await this.unitOfWork.run(CONTEXT, (tx) => this.schedules.nextDue(tx, tried));
      if (due === null) break;
      tried.push(due.savedReportId);
      try {
        // Another API process may be ready sooner; else the next run is in a minute.
        if ((await this.attempt(due)) === 'not_ready') break;
      } catch (error) {
        failure ??= error instanceof Error ? error : new Error(String(error));
      }
    }
    if (failure !== null) throw failure;
  }

  private async attempt(due: DueReport): Promise<'done' | 'not_ready'> {
    try {
      // The people of a suspended organization cannot enter; the mails begin again when it is open again.
      await this.finish(due, due.organizationIsActive ? await this.read(due) : null);
    } catch (error) {
      if (error instanceof DomainError && error.code === NOT_READY) return 'not_ready';
      if (error instanceof DomainError && error.kind !== 'unavailable') await this.pause(due, error.code, `${error.message}.`);
      else await this.postpone(due, error);
    }
    return 'done';
  }

  private read(due: DueReport): Promise<ComposedReport> {
    const { savedReportId: id, name, query, organizationName } = due;
    return this.compose.run(contextOf(due), { id, name, query, organizationName }, new Date(latestRun(due, due.dueAt.getTime(), this.clock.now().getTime())));
  }

  private async finish(due: DueReport, composed: ComposedReport | null): Promise<void> {
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const current = await this.schedules.lockRun(tx, due);
      if (current === null) return;
      const isMailed = composed !== null && current.organizationIsActive;
      const receivers = isMailed ? await this.receivers.of(tx, current.organizationId, current, current.receivers) : [];
      if (isMailed && receivers.length === 0) return this.pauseIn(tx, current, NOBODY_LEFT, 'nobody of its list can get it any more.');
      await this.schedules.finishRun(tx, current, new Date(nextRunAfter(current, Math.max(tx.now.getTime(), current.dueAt.getTime()))), isMailed);
      if (isMailed) await this.write(tx, current, receivers, composed);
    });
  }

  private async write(tx: Tx, { savedReportId, dueAt }: DueReport, receivers: readonly Receiver[], { facts, file }: ComposedReport): Promise<void> {
    const cause = `report_schedule:${savedReportId}:${dueAt.toISOString()}`;
    for (const { email, name } of receivers) await this.queueMail.run(tx, cause, email, { template: 'scheduled_report', name, asked: false, origin: this.config.publicApiUrl, ...facts });
    if (file !== null) await this.queueMail.attach(tx, cause, receivers.map(({ email }) => email), file);
  }

  private async pause(due: DueReport, code: string, reason: string): Promise<void> {
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const current = await this.schedules.lockRun(tx, due);
      if (current !== null) await this.pauseIn(tx, current, code, reason);
    });
  }

  private async pauseIn(tx: Tx, due: DueReport, code: string, reason: string): Promise<void> {
    await this.schedules.pause(tx, due, code);
    await this.audit.append(tx, { action: 'report_schedule.paused', subjectType: 'saved_report', subjectId: due.savedReportId, organizationId: due.organizationId, details: { reason: code } });
    for (const { email, name } of await this.whomToTell(tx, due)) {
      await this.queueMail.run(tx, `report_schedule_paused:${due.savedReportId}:${due.dueAt.toISOString()}`, email, {
        template: 'report_schedule_paused', name, report: due.name, reason, path: `/open/${encodeId('savedReport', due.savedReportId)}`, origin: this.config.publicApiUrl,
      });
    }
    this.logger.warn({ event: 'report_schedule.paused', report: due.savedReportId, reason: code });
  }

  /** Who has set it; else those who still get it, else who manages the team: as far as they can read it. */
  private async whomToTell(tx: Tx, due: DueReport): Promise<Receiver[]> {
    for (const people of [[due.setBy], due.receivers, await this.schedules.managersOf(tx, due.organizationId)]) {
      const found = await this.receivers.of(tx, due.organizationId, due, people);
      if (found.length > 0) return found;
    }
    return [];
  }

  private async postpone(due: DueReport, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    const tryAt = new Date(this.clock.now().getTime() + waitAfterFailures(due.failures + 1));
    await this.unitOfWork.run(CONTEXT, (tx) => this.schedules.postpone(tx, due, tryAt, message));
    this.logger.warn({ event: 'report_schedule.not_sent', report: due.savedReportId, failures: due.failures + 1, message });
  }
}

/** The report is read with the eyes of the organization that it belongs to. */
function contextOf({ kind, organizationId }: { readonly kind: OrganizationKind; readonly organizationId: Uuid }): TenantContext {
  const actor = { kind: 'system', name: NAME } as const;
  if (kind === 'advertiser') return { scope: 'advertiser', advertiserId: organizationId, actor };
  return kind === 'affiliate' ? { scope: 'affiliate', affiliateId: organizationId, actor } : { scope: 'network', actor };
}
