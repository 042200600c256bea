import { Module } from '@nestjs/common';
import { AffiliatesModule } from './affiliates.module';
import { AffiliatesController } from './http/affiliates.controller';
import { ChannelsController } from './http/channels.controller';

/** REST of the affiliates context. */
@Module({ imports: [AffiliatesModule], controllers: [AffiliatesController, ChannelsController] })
export class AffiliatesHttpModule {}
