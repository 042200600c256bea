import { AdvertisersModule } from '@fairlead/advertisers';
import { AffiliatesModule } from '@fairlead/affiliates';
import { OffersModule } from '@fairlead/offers';
import { TrackingModule } from '@fairlead/tracking';
import { Module } from '@nestjs/common';
import { GuardedGet, SecretBox } from '@fairlead/platform';
import { DecideConversion } from './application/decide-conversion.service';
import { DeliverQueuedPostbacks } from './application/deliver-queued-postbacks.service';
import { JudgeTestReport } from './application/judge-test-report.service';
import { ReadConversions } from './application/read-conversions.query';
import { ReceiveReport } from './application/receive-report.service';
import { RecordConversion } from './application/record-conversion.service';
import { ReverseConversion } from './application/reverse-conversion.service';
import { TrackingTests } from './application/tracking-tests.service';
import { ConversionsFacade } from './conversions.facade';
import { ConversionsRepository } from './persistence/conversions.repository';
import { InboundLogRepository } from './persistence/inbound-log.repository';
import { PostbackQueueRepository } from './persistence/postback-queue.repository';
import { TrackingTestsRepository } from './persistence/tracking-tests.repository';

const VERBS = [DecideConversion, DeliverQueuedPostbacks, JudgeTestReport, ReadConversions, ReceiveReport, RecordConversion, ReverseConversion, TrackingTests];

/** Conversions: intake, attribution, review and reversal. */
@Module({
  imports: [AdvertisersModule, AffiliatesModule, OffersModule, TrackingModule],
  providers: [...VERBS, ConversionsFacade, ConversionsRepository, InboundLogRepository, PostbackQueueRepository, TrackingTestsRepository, SecretBox, GuardedGet],
  exports: [...VERBS, ConversionsFacade, PostbackQueueRepository],
})
export class ConversionsModule {}
