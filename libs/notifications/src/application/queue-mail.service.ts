import { FairleadConfig, SecretBox, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { writeMail } from '../domain/mail-text';
import { composeMail, type MailFactsOf } from '../domain/templates';
import { MailsRepository } from '../persistence/mails.repository';

/** Writes a mail in the transaction of its cause. Without a mail server it is kept for staff to read. */
@Injectable()
export class QueueMail {
  constructor(private readonly config: FairleadConfig, private readonly secretBox: SecretBox, private readonly mails: MailsRepository) {}

  /** @param cause with the recipient, makes the mail the only one of its kind. @param secret of the link; stored encrypted, apart from the words. */
  async run(tx: Tx, cause: string, recipient: string, facts: MailFactsOf, secret: string | null = null): Promise<void> {
    const id = this.mails.newId(tx);
    const { subject, text, html } = writeMail(composeMail(facts), this.config.mailFrom.replace(/\s*<.*>$/, '') || 'Fairlead');
    await this.mails.insert(tx, {
      id, dedupeKey: `${cause}:${recipient}`, template: facts.template, recipient, subject, text, html,
      secretSealed: secret === null ? null : this.secretBox.seal(secret, placeOf(id)), state: this.config.smtpUrl === null ? 'kept' : 'queued',
    });
  }
}

/** Where a secret lies, bound into its ciphertext. */
export function placeOf(mailId: string): string {
  return `mail.secret:${mailId}`;
}
