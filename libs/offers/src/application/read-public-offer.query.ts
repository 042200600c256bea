import { AdvertisersFacade } from '@fairlead/advertisers';
import { DomainError, systemContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { OfferTerms, OfferView } from '../contracts';
import { OffersRepository } from '../persistence/offers.repository';

const CONTEXT = systemContext('public-offer');

/** What anybody may read of an offer that anybody may apply to. */
@Injectable()
export class ReadPublicOffer {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly offers: OffersRepository, private readonly advertisers: AdvertisersFacade) {}

  /** @throws DomainError `offer.not_found`, also for offers that are private, not active, or of a suspended advertiser. */
  async run(id: Uuid): Promise<{ readonly offer: OfferView; readonly terms: OfferTerms }> {
    return this.unitOfWork.run(CONTEXT, async (tx) => {
      const offer = await this.offers.find(tx, id);
      const terms = (await this.offers.currentTerms(tx, [id])).get(id);
      const isOpen = offer?.status === 'active' && offer.visibility !== 'private' && !(await this.advertisers.suspended(tx)).includes(offer.advertiserId);
      if (!offer || !terms || !isOpen) throw new DomainError('offer.not_found', 'not_found', 'There is no such offer, or it is not open now');
      return { offer, terms };
    });
  }
}
