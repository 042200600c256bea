import { AuditLog } from '@fairlead/identity';
import type { OrganizationKind } from '@fairlead/identity/contracts';
import { Clock, DomainError, encodeId, systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { QueueMail } from '@fairlead/notifications';
import { FairleadConfig, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable, Logger } from '@nestjs/common';
import { nextRunAfter, waitAfterFailures } from '../domain/report-schedule';
import { type DueReport, ReportSchedulesRepository } from '../persistence/report-schedules.repository';
import { ComposeReportMail, type ComposedReport } from './compose-report-mail.query';
import { ReportReceivers } from './report-receivers.query';

const NAME = 'reporting.mail-due-reports';
const CONTEXT = systemContext(NAME);
/** Why a schedule was paused by the network itself, beside the codes of problems. */
const NOBODY_LEFT = 'report_schedule.nobody_left';

/**
 * Mails the reports whose time has come. Each run is mailed once: the mails are written in the transaction that moves the schedule on. After a standstill one mail
 * stands for the runs that were missed.
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

  /** Returns how many reports were mailed. */
  async run(): Promise<number> {
    const tried: Uuid[] = [];
    let mailed = 0;
    for (;;) {
      const due = await this.unitOfWork.run(CONTEXT, (tx) => this.schedules.nextDue(tx, tried));
      if (due === null) return mailed;
      tried.push(due.savedReportId);
      mailed += (await this.attempt(due)) ? 1 : 0;
    }
  }

  private async attempt(due: DueReport): Promise<boolean> {
    // Its people cannot enter; the mails begin again when it is open again.
    if (!due.organizationIsActive) return this.finish(due, null);
    let composed: ComposedReport;
    try {
      composed = await this.compose.run(contextOf(due), { id: due.savedReportId, name: due.name, query: due.query });
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') await this.pause(due, error.code, `${error.message}.`);
      else await this.postpone(due, error);
      return false;
    }
    return this.finish(due, composed);
  }

  private async finish(due: DueReport, composed: ComposedReport | null): Promise<boolean> {
    return this.unitOfWork.run(CONTEXT, async (tx) => {
      const receivers = composed === null ? [] : await this.receivers.of(tx, due.organizationId, due, due.receivers);
      if (composed !== null && receivers.length === 0) {
        await this.pauseIn(tx, due, NOBODY_LEFT, 'nobody of its list can get it any more.');
        return false;
      }
      const nextAt = new Date(nextRunAfter(due, Math.max(tx.now.getTime(), due.dueAt.getTime())));
      if (!(await this.schedules.finishRun(tx, due, nextAt, receivers.length > 0)) || composed === null) return false;
      const file = composed.file === null ? null : await this.queueMail.keepFile(tx, composed.file);
      for (const { email, name } of receivers) {
        await this.queueMail.run(tx, `report_schedule:${due.savedReportId}:${due.dueAt.toISOString()}`, email, { template: 'scheduled_report', name, asked: false, origin: this.config.publicApiUrl, ...composed.facts }, { file });
      }
      return true;
    });
  }

  private async pause(due: DueReport, code: string, reason: string): Promise<void> {
    await this.unitOfWork.run(CONTEXT, (tx) => this.pauseIn(tx, due, code, reason));
  }

  /** Tells who has set the schedule, if they can still read the report. */
  private async pauseIn(tx: Tx, due: DueReport, code: string, reason: string): Promise<void> {
    if (!(await this.schedules.pause(tx, due, code))) return;
    await this.audit.append(tx, { action: 'report_schedule.paused', subjectType: 'saved_report', subjectId: due.savedReportId, organizationId: due.organizationId, details: { reason: code } });
    for (const { email, name } of await this.receivers.of(tx, due.organizationId, due, [due.setBy])) {
      await this.queueMail.run(tx, `report_schedule_paused:${due.savedReportId}:${tx.now.toISOString()}`, email, {
        template: 'report_schedule_paused', name, report: due.name, reason, path: `/open/${encodeId('savedReport', due.savedReportId)}`, origin: this.config.publicApiUrl,
      });
    }
    this.logger.warn({ event: 'report_schedule.paused', report: due.savedReportId, reason: code });
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
