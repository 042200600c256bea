import { SecretBox } from '@fairlead/platform';
import { Module } from '@nestjs/common';
import { QueuePostback } from './application/queue-postback.service';
import { TakePostback } from './application/take-postback.service';
import { ConversionsModule } from './conversions.module';
import { BrowserEventsController } from './http/browser-events.controller';
import { PostbackController } from './http/postback.controller';

/** The postback, for the tracker process. */
@Module({ imports: [ConversionsModule], controllers: [PostbackController, BrowserEventsController], providers: [QueuePostback, SecretBox, TakePostback] })
export class ConversionsEdgeModule {}
