import { Module } from '@nestjs/common';
import { ConversionsModule } from './conversions.module';
import { ConversionsController } from './http/conversions.controller';
import { InboundEventsController } from './http/inbound-events.controller';
import { TrackingTestsController } from './http/tracking-tests.controller';

/** REST of the conversions context. */
@Module({ imports: [ConversionsModule], controllers: [ConversionsController, InboundEventsController, TrackingTestsController] })
export class ConversionsHttpModule {}
