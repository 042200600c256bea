import { AffiliatesModule } from '@fairlead/affiliates';
import { OffersModule } from '@fairlead/offers';
import { Module } from '@nestjs/common';
import { ReadClicks } from './application/read-clicks.query';
import { ReadLinks } from './application/read-links.query';
import { TakeLink } from './application/take-link.service';
import { FindRoute } from './application/find-route.query';
import { FollowLink } from './application/follow-link.service';
import { RecordClick } from './application/record-click.service';
import { ClicksRepository } from './persistence/clicks.repository';
import { LinksRepository } from './persistence/links.repository';
import { TrackingFacade } from './tracking.facade';

const VERBS = [FindRoute, FollowLink, ReadClicks, ReadLinks, RecordClick, TakeLink];

/** Links and clicks. */
@Module({ imports: [OffersModule, AffiliatesModule], providers: [...VERBS, ClicksRepository, LinksRepository, TrackingFacade], exports: [...VERBS, TrackingFacade] })
export class TrackingModule {}
