import type { Caller } from '@fairlead/identity';
import { Clock, DomainError, MINUTE_MS, SECOND_MS, systemContext, type Uuid } from '@fairlead/kernel';
import { QueueMail } from '@fairlead/notifications';
import { FairleadConfig, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { SavedReportsRepository } from '../persistence/saved-reports.repository';
import { ComposeReportMail } from './compose-report-mail.query';

/** Mails of every tenant are the network's own rows. */
const CONTEXT = systemContext('reporting.send-report-now');

/** Mails a saved report to who asks for it, as a schedule would: to see what it looks like. */
@Injectable()
export class SendReportNow {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: SavedReportsRepository,
    private readonly compose: ComposeReportMail,
    private readonly queueMail: QueueMail,
    private readonly config: FairleadConfig,
    private readonly clock: Clock,
  ) {}

  /** At most once a minute. @throws DomainError `saved_report.not_found`, `saved_report.sent_already` (rate_limited), or why the report cannot be read. */
  async run(caller: Caller, id: Uuid): Promise<void> {
    const now = this.clock.now();
    const cause = `saved_report:${id}:now:${Math.floor(now.getTime() / MINUTE_MS)}`;
    const report = await this.unitOfWork.run(caller.context, (tx) => this.reports.find(tx, caller.context, caller, id));
    if (await this.unitOfWork.run(CONTEXT, (tx) => this.queueMail.isWritten(tx, cause, caller.email))) throw sentAlready(now);
    const { facts, file } = await this.compose.run(caller.context, { ...report, organizationName: caller.organizationName }, now);
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const isNew = await this.queueMail.run(tx, cause, caller.email, { template: 'scheduled_report', name: caller.name, asked: true, origin: this.config.publicApiUrl, ...facts });
      if (!isNew) throw sentAlready(now);
      if (file !== null) await this.queueMail.attach(tx, cause, [caller.email], file);
    });
  }
}

function sentAlready(now: Date): DomainError {
  const seconds = Math.ceil((MINUTE_MS - (now.getTime() % MINUTE_MS)) / SECOND_MS);
  return new DomainError('saved_report.sent_already', 'rate_limited', 'It was sent to you within this minute', { retry_after: seconds });
}
