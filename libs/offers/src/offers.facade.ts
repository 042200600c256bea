import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { PromoCodes } from './application/promo-codes.service';
import { DEFAULT_ROUTING, type EnrolmentView, type OfferRouting, type OfferTerms, type OfferView, type PromoCodeView } from './contracts';
import { EnrolmentsRepository } from './persistence/enrolments.repository';
import { OfferRoutingsRepository } from './persistence/offer-routings.repository';
import { OffersRepository } from './persistence/offers.repository';
import { RoutingFeedRepository } from './persistence/routing-feed.repository';

/** What other contexts may ask of offers, in their own transaction and scope. */
@Injectable()
export class OffersFacade {
  constructor(
    private readonly offers: OffersRepository,
    private readonly enrolments: EnrolmentsRepository,
    private readonly promoCodes: PromoCodes,
    private readonly routings: OfferRoutingsRepository,
    /** Bulk reads for trackers, which keep what they route by in memory. */
    readonly feed: RoutingFeedRepository,
  ) {}

  find(tx: Tx, offerId: Uuid): Promise<OfferView | null> {
    return this.offers.find(tx, offerId);
  }

  /** Which of these offers there are, of one advertiser or of any. */
  existing(tx: Tx, offerIds: readonly Uuid[], advertiserId: Uuid | null): Promise<ReadonlySet<Uuid>> {
    return this.offers.existing(tx, offerIds, advertiserId);
  }

  /** @throws Error for an unknown id: terms are never removed. */
  async terms(tx: Tx, termsId: Uuid): Promise<OfferTerms> {
    const terms = await this.offers.termsById(tx, termsId);
    if (!terms) throw new Error(`no terms ${termsId}`);
    return terms;
  }

  /** The version in force at an instant; null before the offer's first. */
  termsAt(tx: Tx, offerId: Uuid, at: Date): Promise<OfferTerms | null> {
    return this.offers.termsAt(tx, offerId, at);
  }

  /** How the offer's traffic is routed now; the default where nobody has said anything. */
  async routing(tx: Tx, offerId: Uuid): Promise<OfferRouting> {
    return (await this.routings.current(tx, [offerId])).get(offerId)?.routing ?? DEFAULT_ROUTING;
  }

  enrolment(tx: Tx, offerId: Uuid, affiliateId: Uuid): Promise<EnrolmentView | null> {
    return this.enrolments.find(tx, offerId, affiliateId);
  }

  promoCode(tx: Tx, advertiserId: Uuid, code: string): Promise<PromoCodeView | null> {
    return this.promoCodes.find(tx, advertiserId, code);
  }
}
