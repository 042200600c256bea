import { systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { DEFAULT_ROUTING, type OfferRouting } from '../contracts';
import { OfferRoutingsRepository, type RoutingVersion } from '../persistence/offer-routings.repository';
import { OffersRepository } from '../persistence/offers.repository';

/** Reads how an offer's traffic is routed. */
@Injectable()
export class ReadOfferRouting {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly offers: OffersRepository, private readonly routings: OfferRoutingsRepository) {}

  /** In force now; for an affiliate the caller shows no more than concerns its traffic. @throws DomainError `offer.not_found`. */
  async current(context: TenantContext, offerId: Uuid): Promise<OfferRouting> {
    const own = await this.unitOfWork.run(context, async (tx) => {
      await this.offers.findVisible(tx, context, offerId);
      return context.scope === 'affiliate' ? null : ((await this.routings.current(tx, [offerId])).get(offerId)?.routing ?? DEFAULT_ROUTING);
    });
    // Row-level security shows affiliates none of it, since a row names blocked sources and other offers. That it may see the offer is known by now.
    return own ?? this.unitOfWork.run(systemContext('offer-routing'), async (tx) => (await this.routings.current(tx, [offerId])).get(offerId)?.routing ?? DEFAULT_ROUTING);
  }

  /** All versions, newest first. @throws DomainError `offer.not_found`. */
  async history(context: TenantContext, offerId: Uuid, page: { before: Uuid | null; limit: number }): Promise<RoutingVersion[]> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.offers.findVisible(tx, context, offerId);
      return this.routings.history(tx, offerId, page);
    });
  }
}
