import { AdvertisersModule } from '@fairlead/advertisers';
import { OffersModule } from '@fairlead/offers';
import { TrackingModule } from '@fairlead/tracking';
import { Module } from '@nestjs/common';
import { DecideConversion } from './application/decide-conversion.service';
import { ReadConversions } from './application/read-conversions.query';
import { ReceiveReport } from './application/receive-report.service';
import { RecordConversion } from './application/record-conversion.service';
import { ReverseConversion } from './application/reverse-conversion.service';
import { ConversionsFacade } from './conversions.facade';
import { ConversionsRepository } from './persistence/conversions.repository';
import { InboundLogRepository } from './persistence/inbound-log.repository';

const VERBS = [DecideConversion, ReadConversions, ReceiveReport, RecordConversion, ReverseConversion];

/** Conversions: intake, attribution, review and reversal. */
@Module({
  imports: [AdvertisersModule, OffersModule, TrackingModule],
  providers: [...VERBS, ConversionsFacade, ConversionsRepository, InboundLogRepository],
  exports: [...VERBS, ConversionsFacade],
})
export class ConversionsModule {}
