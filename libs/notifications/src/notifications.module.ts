import { Module } from '@nestjs/common';
import { QueueMail } from './application/queue-mail.service';
import { ReadMails } from './application/read-mails.query';
import { SendDueMails } from './application/send-due-mails.service';
import { MailsRepository } from './persistence/mails.repository';
import { MailTransport } from './smtp/mail-transport';

/** Mail: written with its cause, sent by the worker, read by staff. */
@Module({ providers: [MailsRepository, MailTransport, QueueMail, ReadMails, SendDueMails], exports: [MailsRepository, QueueMail, ReadMails, SendDueMails] })
export class NotificationsModule {}
