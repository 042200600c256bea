import { MINUTE_MS, systemContext } from '@fairlead/kernel';
import { FairleadConfig, SecretBox, UnitOfWork } from '@fairlead/platform';
import { Injectable, Logger } from '@nestjs/common';
import { withSecret } from '../domain/mail-text';
import { nextAttemptMs } from '../domain/retry-plan';
import { MailsRepository, type MailRow } from '../persistence/mails.repository';
import { MailRefused, MailTransport } from '../smtp/mail-transport';
import { placeOf } from './queue-mail.service';

const CONTEXT = systemContext('notifications.send-mails');
const AT_ONCE = 5;
/** Longer than one attempt for each of a batch can take before its time-outs. */
const LEASE_MS = 10 * MINUTE_MS;

/** Hands due mails to the mail server, each at least once: a process that dies in between leaves the mail to be sent again under the same Message-ID. */
@Injectable()
export class SendDueMails {
  private readonly logger = new Logger(SendDueMails.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: FairleadConfig,
    private readonly secretBox: SecretBox,
    private readonly mails: MailsRepository,
    private readonly transport: MailTransport,
  ) {}

  /** Sends until nothing is due. Returns how many the server took. */
  async run(): Promise<number> {
    if (!this.transport.isConfigured) return 0;
    let sent = 0;
    for (;;) {
      const claimed = await this.unitOfWork.run(CONTEXT, (tx) => this.mails.claim(tx, AT_ONCE, new Date(tx.now.getTime() + LEASE_MS)));
      if (claimed.length === 0) return sent;
      // One after the other: the server is asked for no more than one of our mails at a time.
      for (const mail of claimed) sent += (await this.send(mail)) ? 1 : 0;
    }
  }

  private async send(mail: MailRow): Promise<boolean> {
    const secret = mail.secretSealed === null ? '' : this.secretBox.open(mail.secretSealed, placeOf(mail.id));
    const { fileId } = mail;
    const file = fileId === null ? null : await this.unitOfWork.run(CONTEXT, (tx) => this.mails.file(tx, fileId));
    try {
      await this.transport.send({
        messageId: `<${mail.id}@${new URL(this.config.publicApiUrl).hostname}>`, to: mail.recipient, subject: mail.subject,
        text: withSecret(mail.textBody, secret), html: withSecret(mail.htmlBody, secret), file,
      });
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      await this.postpone(mail, error);
      return false;
    }
    await this.unitOfWork.run(CONTEXT, (tx) => this.mails.markSent(tx, mail.id));
    return true;
  }

  private async postpone(mail: MailRow, error: MailRefused): Promise<void> {
    const waitMs = nextAttemptMs(mail.attempts, error.refusal);
    await this.unitOfWork.run(CONTEXT, (tx) => this.mails.postpone(tx, mail.id, error.message, waitMs === null ? null : new Date(tx.now.getTime() + waitMs)));
    this.logger[waitMs === null ? 'error' : 'warn']({ event: 'mail.not_sent', mail: mail.id, template: mail.template, attempts: mail.attempts, given_up: waitMs === null, message: error.message });
  }
}
