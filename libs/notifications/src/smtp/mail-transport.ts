import { FairleadConfig } from '@fairlead/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Refusal } from '../domain/retry-plan';
import type { MailFile } from '../persistence/mails.repository';

const TIMEOUT_MS = 20_000;
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]', '::1'];

/** One mail on its way. The id stays the same over attempts, so that a mailbox can tell a repetition. */
export interface OutgoingMail {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly file: MailFile | null;
}

/** The mail server did not take a mail. */
export class MailRefused extends Error {
  constructor(message: string, readonly refusal: Refusal, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Hands mails to the server of `SMTP_URL`, over TLS except to this machine. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private transporter: Transporter | null = null;

  constructor(private readonly config: FairleadConfig) {}

  get isConfigured(): boolean {
    return this.config.smtpUrl !== null;
  }

  /** @throws MailRefused whatever went wrong. A time-out may have been taken all the same; the next attempt repeats the id. */
  async send(mail: OutgoingMail): Promise<void> {
    const { messageId, to, subject, text, html, file } = mail;
    const attachments = file === null ? [] : [{ filename: file.name, contentType: file.type, content: file.content }];
    try {
      // Ours are answers to what people did: no holiday notice should come back.
      await this.open().sendMail({ from: this.config.mailFrom, to: { name: '', address: to }, messageId, subject, text, html, attachments, headers: { 'Auto-Submitted': 'auto-generated' } });
    } catch (error) {
      throw new MailRefused(error instanceof Error ? error.message : String(error), refusalOf(error), { cause: error });
    }
  }

  onApplicationShutdown(): void {
    this.transporter?.close();
  }

  private open(): Transporter {
    if (this.config.smtpUrl === null) throw new Error('there is no mail server');
    const url = new URL(this.config.smtpUrl);
    this.transporter ??= createTransport({
      host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)), secure: url.protocol === 'smtps:',
      ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
      requireTLS: url.protocol === 'smtp:' && !LOOPBACK.includes(url.hostname),
      pool: true, maxConnections: 2, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS,
      disableFileAccess: true, disableUrlAccess: true,
    });
    return this.transporter;
  }
}

function refusalOf(error: unknown): Refusal {
  const { code, responseCode } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown; responseCode?: unknown };
  return { responseCode: typeof responseCode === 'number' ? responseCode : null, concernsEnvelope: code === 'EENVELOPE' || code === 'EMESSAGE' };
}
