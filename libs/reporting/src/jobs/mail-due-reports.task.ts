import { MINUTE_MS } from '@fairlead/kernel';
import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { MailDueReports } from '../application/mail-due-reports.service';

/** Mails saved reports whose time has come, every minute. */
@Injectable()
export class MailDueReportsTask implements ScheduledTask {
  readonly name = 'reporting.mail-due-reports';
  readonly everyMs = MINUTE_MS;

  constructor(private readonly mailDueReports: MailDueReports) {}

  async run(signal?: AbortSignal): Promise<void> {
    await this.mailDueReports.run(signal);
  }
}
