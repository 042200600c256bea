import { Module } from '@nestjs/common';
import { ConversionsModule } from './conversions.module';
import { PostbackController } from './http/postback.controller';

/** The postback, for the tracker process. */
@Module({ imports: [ConversionsModule], controllers: [PostbackController] })
export class ConversionsEdgeModule {}
