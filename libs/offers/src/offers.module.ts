import { AdvertisersModule } from '@fairlead/advertisers';
import { AffiliatesModule } from '@fairlead/affiliates';
import { Module } from '@nestjs/common';
import { ApplyToOffer } from './application/apply-to-offer.service';
import { CreateOffer } from './application/create-offer.service';
import { DecideApplication } from './application/decide-application.service';
import { MoveOffer } from './application/move-offer.service';
import { PromoCodes } from './application/promo-codes.service';
import { ReadOffers } from './application/read-offers.query';
import { ReadOfferRouting } from './application/read-offer-routing.query';
import { ReadPublicOffer } from './application/read-public-offer.query';
import { SetOfferRouting } from './application/set-offer-routing.service';
import { UpdateOffer } from './application/update-offer.service';
import { OffersFacade } from './offers.facade';
import { EnrolmentsRepository } from './persistence/enrolments.repository';
import { OfferRoutingsRepository } from './persistence/offer-routings.repository';
import { OffersRepository } from './persistence/offers.repository';
import { RoutingFeedRepository } from './persistence/routing-feed.repository';

const VERBS = [ApplyToOffer, CreateOffer, DecideApplication, MoveOffer, PromoCodes, ReadOfferRouting, ReadOffers, ReadPublicOffer, SetOfferRouting, UpdateOffer];

/** Offers, versions of their terms, enrolments and promo codes. */
@Module({
  imports: [AdvertisersModule, AffiliatesModule],
  providers: [...VERBS, OffersFacade, EnrolmentsRepository, OfferRoutingsRepository, OffersRepository, RoutingFeedRepository],
  exports: [...VERBS, OffersFacade],
})
export class OffersModule {}
