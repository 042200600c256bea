import { AdvertisersModule } from '@fairlead/advertisers';
import { AffiliatesModule } from '@fairlead/affiliates';
import { OffersModule } from '@fairlead/offers';
import { TrackingModule } from '@fairlead/tracking';
import { Module } from '@nestjs/common';
import { SecretBox } from '@fairlead/platform';
import { DecideConversion } from './application/decide-conversion.service';
import { DeliverQueuedPostbacks } from './application/deliver-queued-postbacks.service';
import { ReadConversions } from './application/read-conversions.query';
import { ReceiveReport } from './application/receive-report.service';
import { RecordConversion } from './application/record-conversion.service';
import { ReverseConversion } from './application/reverse-conversion.service';
import { ConversionsFacade } from './conversions.facade';
import { ConversionsRepository } from './persistence/conversions.repository';
import { InboundLogRepository } from './persistence/inbound-log.repository';
import { PostbackQueueRepository } from './persistence/postback-queue.repository';

const VERBS = [DecideConversion, DeliverQueuedPostbacks, ReadConversions, ReceiveReport, RecordConversion, ReverseConversion];

/** Conversions: intake, attribution, review and reversal. */
@Module({
  imports: [AdvertisersModule, AffiliatesModule, OffersModule, TrackingModule],
  providers: [...VERBS, ConversionsFacade, ConversionsRepository, InboundLogRepository, PostbackQueueRepository, SecretBox],
  exports: [...VERBS, ConversionsFacade, PostbackQueueRepository],
})
export class ConversionsModule {}
