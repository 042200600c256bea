import { Module } from '@nestjs/common';
import { ApplicationsController } from './http/applications.controller';
import { OfferRoutingController } from './http/offer-routing.controller';
import { OffersController } from './http/offers.controller';
import { PromoCodesController } from './http/promo-codes.controller';
import { PublicOffersController } from './http/public-offers.controller';
import { OffersModule } from './offers.module';

/** REST of the offers context. */
@Module({ imports: [OffersModule], controllers: [OffersController, OfferRoutingController, ApplicationsController, PromoCodesController, PublicOffersController] })
export class OffersHttpModule {}
