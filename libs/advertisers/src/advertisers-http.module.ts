import { Module } from '@nestjs/common';
import { AdvertisersModule } from './advertisers.module';
import { AdvertisersController } from './http/advertisers.controller';
import { PostbackCredentialsController } from './http/postback-credentials.controller';

/** REST of the advertisers context. */
@Module({ imports: [AdvertisersModule], controllers: [AdvertisersController, PostbackCredentialsController] })
export class AdvertisersHttpModule {}
