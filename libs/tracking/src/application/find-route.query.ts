import { AffiliatesFacade } from '@fairlead/affiliates';
import { systemContext } from '@fairlead/kernel';
import { OffersFacade } from '@fairlead/offers';
import type { EnrolmentStatus, OfferTerms, OfferView } from '@fairlead/offers/contracts';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ClicksRepository } from '../persistence/clicks.repository';
import { LinksRepository, type LinkView } from '../persistence/links.repository';

/** All that a redirect is decided on. */
export interface Route {
  readonly link: LinkView;
  readonly offer: OfferView;
  readonly terms: OfferTerms;
  readonly enrolmentStatus: EnrolmentStatus | null;
  readonly affiliateActive: boolean;
  readonly clicksToday: number | null;
}

/** Looks a code up. The seam where a snapshot in memory takes the place of queries. */
@Injectable()
export class FindRoute {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinksRepository,
    private readonly clicks: ClicksRepository,
    private readonly offers: OffersFacade,
    private readonly affiliates: AffiliatesFacade,
  ) {}

  /** Null for an unknown or disabled code. */
  async run(code: string): Promise<Route | null> {
    return this.unitOfWork.run(systemContext('tracker'), async (tx) => {
      const link = await this.links.byCode(tx, code);
      if (!link || link.status !== 'active') return null;
      const offer = await this.offers.find(tx, link.offerId);
      const terms = await this.offers.termsAt(tx, link.offerId, tx.now);
      if (!offer || !terms) return null;
      const enrolment = await this.offers.enrolment(tx, link.offerId, link.affiliateId);
      const affiliate = await this.affiliates.find(tx, link.affiliateId);
      const clicksToday = terms.dailyClickCap === null ? null : await this.clicks.countedToday(tx, offer.id, tx.now);
      return { link, offer, terms, enrolmentStatus: enrolment?.status ?? null, affiliateActive: affiliate?.status === 'active', clicksToday };
    });
  }
}
