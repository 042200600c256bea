import { Module } from '@nestjs/common';
import { ClicksController } from './http/clicks.controller';
import { LinksController } from './http/links.controller';
import { SmartLinksController } from './http/smart-links.controller';
import { TrackingDomainsController } from './http/tracking-domains.controller';
import { TrackingModule } from './tracking.module';

/** REST of the tracking context. */
@Module({ imports: [TrackingModule], controllers: [LinksController, SmartLinksController, TrackingDomainsController, ClicksController] })
export class TrackingHttpModule {}
