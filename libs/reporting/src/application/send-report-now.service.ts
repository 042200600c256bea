import type { Caller } from '@fairlead/identity';
import { MINUTE_MS, systemContext, type Uuid } from '@fairlead/kernel';
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
  ) {}

  /** At most once a minute; asked for again within it, nothing more is sent. @throws DomainError `saved_report.not_found`, or why the report cannot be read. */
  async run(caller: Caller, id: Uuid): Promise<void> {
    const report = await this.unitOfWork.run(caller.context, (tx) => this.reports.find(tx, caller.context, caller, id));
    const { facts, file } = await this.compose.run(caller.context, report);
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const minute = Math.floor(tx.now.getTime() / MINUTE_MS);
      const kept = file === null ? null : await this.queueMail.keepFile(tx, file);
      await this.queueMail.run(tx, `saved_report:${id}:now:${minute}`, caller.email, { template: 'scheduled_report', name: caller.name, asked: true, origin: this.config.publicApiUrl, ...facts }, { file: kept });
    });
  }
}
