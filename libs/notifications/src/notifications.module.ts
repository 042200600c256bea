import { Module } from '@nestjs/common';
import { QueueMail } from './application/queue-mail.service';
import { ReadMails } from './application/read-mails.query';
import { ReadNotices } from './application/read-notices.query';
import { SendDueMails } from './application/send-due-mails.service';
import { TellOrganization } from './application/tell-organization.service';
import { MailsRepository } from './persistence/mails.repository';
import { NoticesRepository } from './persistence/notices.repository';
import { MailTransport } from './smtp/mail-transport';

const VERBS = [QueueMail, ReadMails, ReadNotices, SendDueMails, TellOrganization];

/** Mail: written with its cause, sent by the worker, read by staff. Notices: written the same way, read in the portal. */
@Module({ providers: [...VERBS, MailsRepository, MailTransport, NoticesRepository], exports: [...VERBS, MailsRepository, NoticesRepository] })
export class NotificationsModule {}
