import type { Uuid } from '@fairlead/kernel';
import { FairleadConfig, SecretBox, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { writeMail } from '../domain/mail-text';
import { composeMail, type MailFactsOf } from '../domain/templates';
import { MailsRepository } from '../persistence/mails.repository';

/** A file that goes with a mail. */
export interface MailFile {
  readonly name: string;
  /** `text/csv` */
  readonly type: string;
  readonly content: Buffer;
}

/** What goes with the words of a mail. */
export interface MailParts {
  /** Of the link; stored encrypted, apart from the words. */
  readonly secret?: string;
  /** From `keepFile`, in the same transaction. */
  readonly file?: KeptFile | null;
}

/** A file that mails of one transaction share. */
export interface KeptFile {
  readonly id: Uuid;
  readonly name: string;
}

/** Writes a mail in the transaction of its cause. Without a mail server it is kept for staff to read. */
@Injectable()
export class QueueMail {
  constructor(private readonly config: FairleadConfig, private readonly secretBox: SecretBox, private readonly mails: MailsRepository) {}

  /** Keeps a file for the mails that go with it; it is forgotten a day after none of them is to be sent any more. */
  async keepFile(tx: Tx, file: MailFile): Promise<KeptFile> {
    const id = this.mails.newId(tx);
    await this.mails.insertFile(tx, id, file);
    return { id, name: file.name };
  }

  /** @param cause with the recipient, makes the mail the only one of its kind. */
  async run(tx: Tx, cause: string, recipient: string, facts: MailFactsOf, { secret, file }: MailParts = {}): Promise<void> {
    const id = this.mails.newId(tx);
    const { subject, text, html } = writeMail(composeMail(facts), this.config.mailFrom.replace(/\s*<.*>$/, '') || 'Fairlead');
    await this.mails.insert(tx, {
      id, dedupeKey: `${cause}:${recipient}`, template: facts.template, recipient, subject, text, html,
      fileId: file?.id ?? null, fileName: file?.name ?? null, secretSealed: secret === undefined ? null : this.secretBox.seal(secret, placeOf(id)), state: this.config.smtpUrl === null ? 'kept' : 'queued',
    });
  }
}

/** Where a secret lies, bound into its ciphertext. */
export function placeOf(mailId: string): string {
  return `mail.secret:${mailId}`;
}
