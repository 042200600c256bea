import { ConversionsModule } from '@fairlead/conversions';
import { OffersModule } from '@fairlead/offers';
import { PayoutsModule } from '@fairlead/payouts';
import { EventConsumers, ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { WarnOfRefusedPostbacks } from './application/warn-of-refused-postbacks.service';
import { WriteMails } from './application/write-mails.consumer';
import { RemoveOldMails } from './jobs/remove-old-mails.task';
import { SendMails } from './jobs/send-mails.task';
import { WarnOfRefusedPostbacksTask } from './jobs/warn-of-refused-postbacks.task';
import { NotificationsModule } from './notifications.module';

/** Writes the mails of other contexts' events, and sends them. */
@Module({ 
  imports: [NotificationsModule, ConversionsModule, OffersModule, PayoutsModule],
  providers: [WriteMails, SendMails, RemoveOldMails, WarnOfRefusedPostbacks, WarnOfRefusedPostbacksTask],
 })
export class NotificationsWorkerModule implements OnModuleInit {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly tasks: ScheduledTasks,
    private readonly writeMails: WriteMails,
    private readonly sendMails: SendMails,
    private readonly removeOldMails: RemoveOldMails,
    private readonly warnOfRefusedPostbacks: WarnOfRefusedPostbacksTask,
  ) {}

  onModuleInit(): void {
    this.consumers.register(this.writeMails);
    for (const task of [this.sendMails, this.removeOldMails, this.warnOfRefusedPostbacks]) this.tasks.register(task);
  }
}
