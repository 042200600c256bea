import { Module } from '@nestjs/common';
import { MailsController } from './http/mails.controller';
import { NoticesController } from './http/notices.controller';
import { NotificationsModule } from './notifications.module';

/** REST of the notifications context. */
@Module({ imports: [NotificationsModule], controllers: [MailsController, NoticesController] })
export class NotificationsHttpModule {}
