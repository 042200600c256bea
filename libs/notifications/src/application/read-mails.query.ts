import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { FairleadConfig, SecretBox, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { withSecret } from '../domain/mail-text';
import { type MailRow, MailsRepository } from '../persistence/mails.repository';
import { placeOf } from './queue-mail.service';

const HIDDEN = '(hidden)';

/** A mail as staff see it. */
export interface MailView extends Omit<MailRow, 'secretSealed'> {
  /** Whether a secret of the mail was left out. */
  readonly secretHidden: boolean;
}

/** Reads mails. Secrets of links show only where the local outbox is all that there is. */
@Injectable()
export class ReadMails {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly config: FairleadConfig, private readonly secretBox: SecretBox, private readonly mails: MailsRepository) {}

  async list(context: TenantContext, page: { before: Uuid | null; limit: number; state?: string | undefined; recipient?: string | undefined }): Promise<MailView[]> {
    return (await this.unitOfWork.run(context, (tx) => this.mails.list(tx, context, page))).map((row) => this.show(row));
  }

  /** @throws DomainError `mail.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<MailView> {
    const row = await this.unitOfWork.run(context, (tx) => this.mails.find(tx, id));
    if (!row) throw notFound('mail', id);
    return this.show(row);
  }

  private show({ secretSealed, ...row }: MailRow): MailView {
    const isShown = secretSealed !== null && row.state === 'kept' && this.config.smtpUrl === null;
    const secret = isShown ? this.secretBox.open(secretSealed, placeOf(row.id)) : HIDDEN;
    const textBody = withSecret(row.textBody, secret);
    return { ...row, textBody, htmlBody: withSecret(row.htmlBody, secret), secretHidden: !isShown && textBody !== row.textBody };
  }
}
