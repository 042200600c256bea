import { newId, type Uuid } from '@fairlead/kernel';
import { DEFAULT_ROUTING, type EnrolmentStatus, type OfferRouting } from '@fairlead/offers/contracts';
import type { RoutedLink, RoutedOffer, RoutingWorld, SmartLink, VisitFacts } from '../../libs/tracking/src/domain/routing';

/** Noon on Wednesday the 7th of January 2026, UTC. */
export const NOON = Date.UTC(2026, 0, 7, 12);
export const AFFILIATE = newId(1);

/** A person in Munich who follows a link on a site. */
export function visitOf(facts: Partial<VisitFacts> = {}): VisitFacts {
  return {
    nowMs: NOON, method: 'GET', prefetch: false, bot: false, fetchDest: 'document', dataCentre: false, flooding: false, impossibleClient: false,
    referrerHost: 'blog.example', subs: {}, sourceId: null, device: 'mobile', os: 'iOS', browser: 'Mobile Safari', language: 'de', country: 'DE', region: 'BY',
    stickiness: 0x1234_5678, to: null, ...facts,
  };
}

export function offerOf(routing: Partial<OfferRouting> = {}, offer: Partial<RoutedOffer> = {}): RoutedOffer {
  return {
    id: newId(2), advertiserId: newId(3), advertiserActive: true, status: 'active', landingUrl: 'https://shop.example/', clickParameter: 'fl_click', deepLinkHosts: [],
    termsId: newId(4), dailyClickCap: null, ...offer, routing: { ...DEFAULT_ROUTING, version: 1, ...routing },
  };
}

export function linkTo(aim: { offer: RoutedOffer } | { smartLink: SmartLink } | null, link: Partial<RoutedLink> = {}): RoutedLink {
  return {
    id: newId(5), code: 'abc', affiliateId: AFFILIATE, offerId: aim && 'offer' in aim ? aim.offer.id : null, smartLinkId: aim && 'smartLink' in aim ? aim.smartLink.id : null,
    active: true, subs: {}, sourceId: null, creativeId: null, target: null, ...link,
  };
}

/** A world of these offers, in all of which the affiliate is enrolled unless said otherwise. */
export class WorldOfOffers implements RoutingWorld {
  readonly enrolments = new Map<Uuid, EnrolmentStatus | null>();
  readonly clicks = new Map<Uuid, number>();
  isAffiliateActive = true;
  private readonly offers: ReadonlyMap<Uuid, RoutedOffer>;
  private readonly smartLinks: ReadonlyMap<Uuid, SmartLink>;

  constructor(offers: readonly RoutedOffer[], smartLinks: readonly SmartLink[] = []) {
    this.offers = new Map(offers.map((offer) => [offer.id, offer]));
    this.smartLinks = new Map(smartLinks.map((smartLink) => [smartLink.id, smartLink]));
  }

  offer(id: Uuid): RoutedOffer | undefined {
    return this.offers.get(id);
  }

  smartLink(id: Uuid): SmartLink | undefined {
    return this.smartLinks.get(id);
  }

  enrolment(offerId: Uuid): EnrolmentStatus | null {
    const enrolment = this.enrolments.get(offerId);
    return enrolment === undefined ? 'approved' : enrolment;
  }

  affiliateActive(): boolean {
    return this.isAffiliateActive;
  }

  clicksToday(offerId: Uuid): number {
    return this.clicks.get(offerId) ?? 0;
  }
}
