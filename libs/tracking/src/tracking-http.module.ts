import { Module } from '@nestjs/common';
import { ClicksController } from './http/clicks.controller';
import { LinksController } from './http/links.controller';
import { TrackingModule } from './tracking.module';

/** REST of the tracking context. */
@Module({ imports: [TrackingModule], controllers: [LinksController, ClicksController] })
export class TrackingHttpModule {}
