export { NoticesWorkerModule } from './notices-worker.module';
export { NotificationsHttpModule } from './notifications-http.module';
export { NotificationsModule } from './notifications.module';
export { NotificationsWorkerModule } from './notifications-worker.module';
