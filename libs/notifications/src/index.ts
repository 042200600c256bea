export { QueueMail } from './application/queue-mail.service';
export type { MailTable } from './domain/mail-text';
export type { MailFactsOf, ReportForMail } from './domain/templates';
export { NoticesWorkerModule } from './notices-worker.module';
export { NotificationsHttpModule } from './notifications-http.module';
export { NotificationsModule } from './notifications.module';
export { NotificationsWorkerModule } from './notifications-worker.module';
export type { MailFile } from './persistence/mails.repository';
