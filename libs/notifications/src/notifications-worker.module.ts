import { ConversionsModule } from '@fairlead/conversions';
import { OffersModule } from '@fairlead/offers';
import { PayoutsModule } from '@fairlead/payouts';
import { EventConsumers, ScheduledTasks } from '@fairlead/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { WarnOfRefusedPostbacks } from './application/warn-of-refused-postbacks.service';
import { WriteMails } from './application/write-mails.consumer';
import { RemoveOldMails } from './jobs/remove-old-mails.task';
import { RemoveOldNotices } from './jobs/remove-old-notices.task';
import { SendMails } from './jobs/send-mails.task';
import { WarnOfRefusedPostbacksTask } from './jobs/warn-of-refused-postbacks.task';
import { NoticesWorkerModule } from './notices-worker.module';
import { NotificationsModule } from './notifications.module';

/** Writes the mails and notices of other contexts' events, and sends the mails. */
@Module({
  imports: [NotificationsModule, ConversionsModule, OffersModule, PayoutsModule, NoticesWorkerModule],
  providers: [WriteMails, SendMails, RemoveOldMails, RemoveOldNotices, WarnOfRefusedPostbacks, WarnOfRefusedPostbacksTask],
})
export class NotificationsWorkerModule implements OnModuleInit {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly tasks: ScheduledTasks,
    private readonly writeMails: WriteMails,
    private readonly sendMails: SendMails,
    private readonly removeOldMails: RemoveOldMails,
    private readonly removeOldNotices: RemoveOldNotices,
    private readonly warnOfRefusedPostbacks: WarnOfRefusedPostbacksTask,
  ) {}

  onModuleInit(): void {
    this.consumers.register(this.writeMails);
    for (const task of [this.sendMails, this.removeOldMails, this.removeOldNotices, this.warnOfRefusedPostbacks]) this.tasks.register(task);
  }
}
