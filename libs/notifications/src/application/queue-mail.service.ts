import { FairleadConfig, SecretBox, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { writeMail } from '../domain/mail-text';
import { composeMail, type MailFactsOf } from '../domain/templates';
import { type MailFile, MailsRepository } from '../persistence/mails.repository';

/** Writes a mail in the transaction of its cause. Without a mail server it is kept for staff to read. */
@Injectable()
export class QueueMail {
  constructor(private readonly config: FairleadConfig, private readonly secretBox: SecretBox, private readonly mails: MailsRepository) {}

  /**
   * Returns whether it was written: false when it had been before.
   * @param cause with the recipient, makes the mail the only one of its kind. @param secret of the link; stored encrypted, apart from the words.
   */
  async run(tx: Tx, cause: string, recipient: string, facts: MailFactsOf, secret: string | null = null): Promise<boolean> {
    const id = this.mails.newId(tx);
    const { subject, text, html } = writeMail(composeMail(facts), this.config.mailFrom.replace(/\s*<.*>$/, '') || 'Fairlead');
    return this.mails.insert(tx, {
      id, dedupeKey: keyOf(cause, recipient), template: facts.template, recipient, subject, text, html,
      secretSealed: secret === null ? null : this.secretBox.seal(secret, placeOf(id)), state: this.config.smtpUrl === null ? 'kept' : 'queued',
    });
  }

  /** Whether a mail was written of this cause. */
  isWritten(tx: Tx, cause: string, recipient: string): Promise<boolean> {
    return this.mails.exists(tx, keyOf(cause, recipient));
  }

  /** Has a file go with mails that were written in this transaction: stored once for all of them, and forgotten when it is a day old and none of them waits to be sent. */
  async attach(tx: Tx, cause: string, recipients: readonly string[], file: MailFile): Promise<void> {
    await this.mails.attach(tx, recipients.map((recipient) => keyOf(cause, recipient)), { id: this.mails.newId(tx), ...file });
  }
}

function keyOf(cause: string, recipient: string): string {
  return `${cause}:${recipient}`;
}

/** Where a secret lies, bound into its ciphertext. */
export function placeOf(mailId: string): string {
  return `mail.secret:${mailId}`;
}
