import { OffersModule } from '@fairlead/offers';
import { PayoutsModule } from '@fairlead/payouts';
import { EventConsumers } from '@fairlead/platform';
import { TrackingModule } from '@fairlead/tracking';
import { Module, type OnModuleInit } from '@nestjs/common';
import { WriteNotices } from './application/write-notices.consumer';
import { NotificationsModule } from './notifications.module';

/** Writes the notices of other contexts' events; apart from mail, for who wants no mail sent. */
@Module({ imports: [NotificationsModule, OffersModule, PayoutsModule, TrackingModule], providers: [WriteNotices] })
export class NoticesWorkerModule implements OnModuleInit {
  constructor(private readonly consumers: EventConsumers, private readonly writeNotices: WriteNotices) {}

  onModuleInit(): void {
    this.consumers.register(this.writeNotices);
  }
}
