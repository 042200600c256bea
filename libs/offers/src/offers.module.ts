import { AdvertisersModule } from '@fairlead/advertisers';
import { AffiliatesModule } from '@fairlead/affiliates';
import { Module } from '@nestjs/common';
import { ApplyToOffer } from './application/apply-to-offer.service';
import { CreateOffer } from './application/create-offer.service';
import { DecideApplication } from './application/decide-application.service';
import { MoveOffer } from './application/move-offer.service';
import { PromoCodes } from './application/promo-codes.service';
import { ReadOffers } from './application/read-offers.query';
import { UpdateOffer } from './application/update-offer.service';
import { OffersFacade } from './offers.facade';
import { EnrolmentsRepository } from './persistence/enrolments.repository';
import { OffersRepository } from './persistence/offers.repository';

const VERBS = [ApplyToOffer, CreateOffer, DecideApplication, MoveOffer, PromoCodes, ReadOffers, UpdateOffer];

/** Offers, versions of their terms, enrolments and promo codes. */
@Module({
  imports: [AdvertisersModule, AffiliatesModule],
  providers: [...VERBS, OffersFacade, EnrolmentsRepository, OffersRepository],
  exports: [...VERBS, OffersFacade],
})
export class OffersModule {}
