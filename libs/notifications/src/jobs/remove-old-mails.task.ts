import { DAY_MS, HOUR_MS, systemContext } from '@fairlead/kernel';
import { type ScheduledTask, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { MailsRepository } from '../persistence/mails.repository';

/** Mail names people and what they do; it is not kept for longer than it takes to answer questions about it. */
export const MAIL_RETENTION_MS = 90 * DAY_MS;

/** Longer than all attempts to send a mail take. */
const FILE_RETENTION_MS = DAY_MS;

/** Removes mails of more than 90 days ago, and files of mails that are done. */
@Injectable()
export class RemoveOldMails implements ScheduledTask {
  readonly name = 'notifications.remove-old-mails';
  readonly everyMs = 6 * HOUR_MS;

  constructor(private readonly unitOfWork: UnitOfWork, private readonly mails: MailsRepository) {}

  async run(): Promise<void> {
    await this.unitOfWork.run(systemContext(this.name), async (tx) => {
      await this.mails.removeOlder(tx, new Date(tx.now.getTime() - MAIL_RETENTION_MS));
      await this.mails.removeDoneFiles(tx, new Date(tx.now.getTime() - FILE_RETENTION_MS));
    });
  }
}
