import { hkdfSync } from 'node:crypto';
import { AdvertisersModule } from '@fairlead/advertisers';
import { AffiliatesModule } from '@fairlead/affiliates';
import { OffersModule } from '@fairlead/offers';
import { FairleadConfig, SecretBox } from '@fairlead/platform';
import { Module } from '@nestjs/common';
import { ReadClicks } from './application/read-clicks.query';
import { ReadLinks } from './application/read-links.query';
import { ReadSmartLinks } from './application/read-smart-links.query';
import { SetSmartLinkWeights } from './application/set-smart-link-weights.service';
import { SmartLinks } from './application/smart-links.service';
import { TakeLink } from './application/take-link.service';
import { TrackingDomains } from './application/tracking-domains.service';
import { TxtLookup } from './application/txt-lookup';
import { UpdateLink } from './application/update-link.service';
import { VerifyTrackingDomain } from './application/verify-tracking-domain.service';
import { WaitForClick } from './application/wait-for-click.service';
import { NodeTxtLookup } from './dns/node-txt-lookup';
import { ClickIds } from './domain/click-id';
import { AddressKeysRepository } from './persistence/address-keys.repository';
import { ClicksRepository } from './persistence/clicks.repository';
import { LinksRepository } from './persistence/links.repository';
import { RoutingRepository } from './persistence/routing.repository';
import { SmartLinksRepository } from './persistence/smart-links.repository';
import { TrackingDomainsRepository } from './persistence/tracking-domains.repository';
import { TrackingFacade } from './tracking.facade';

const VERBS = [ReadClicks, ReadLinks, ReadSmartLinks, SetSmartLinkWeights, SmartLinks, TakeLink, TrackingDomains, UpdateLink, VerifyTrackingDomain, WaitForClick];

/** Links and clicks. */
@Module({
  imports: [OffersModule, AdvertisersModule, AffiliatesModule],
  providers: [
    ...VERBS, AddressKeysRepository, ClicksRepository, LinksRepository, RoutingRepository, SecretBox, SmartLinksRepository, TrackingDomainsRepository, TrackingFacade, { provide: TxtLookup, useClass: NodeTxtLookup },
    { provide: ClickIds, inject: [FairleadConfig], useFactory: clickIdsOf },
  ],
  exports: [...VERBS, AddressKeysRepository, ClickIds, ClicksRepository, RoutingRepository, TrackingFacade],
})
export class TrackingModule {}

function clickIdsOf(config: FairleadConfig): ClickIds {
  return new ClickIds(Buffer.from(hkdfSync('sha256', config.encryptionKey, '', 'fairlead click id v2', 16)));
}
