import { SECOND_MS } from '@fairlead/kernel';
import type { ScheduledTask } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { SendDueMails } from '../application/send-due-mails.service';

/** Sends due mails every two seconds. */
@Injectable()
export class SendMails implements ScheduledTask {
  readonly name = 'notifications.send-mails';
  readonly everyMs = 2 * SECOND_MS;

  constructor(private readonly sendDueMails: SendDueMails) {}

  async run(): Promise<void> {
    await this.sendDueMails.run();
  }
}
