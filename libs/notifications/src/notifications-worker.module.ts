import { OffersModule } from '@fairlead/offers';
import { PayoutsModule } from '@fairlead/payouts';
import { EventConsumers, ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { WriteMails } from './application/write-mails.consumer';
import { RemoveOldMails } from './jobs/remove-old-mails.task';
import { SendMails } from './jobs/send-mails.task';
import { NotificationsModule } from './notifications.module';

/** Writes the mails of other contexts' events, and sends them. */
@Module({ imports: [NotificationsModule, OffersModule, PayoutsModule], providers: [WriteMails, SendMails, RemoveOldMails] })
export class NotificationsWorkerModule implements OnModuleInit {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly tasks: ScheduledTasks,
    private readonly writeMails: WriteMails,
    private readonly sendMails: SendMails,
    private readonly removeOldMails: RemoveOldMails,
  ) {}

  onModuleInit(): void {
    this.consumers.register(this.writeMails);
    this.tasks.register(this.sendMails);
    this.tasks.register(this.removeOldMails);
  }
}
