import type { Uuid } from '@fairlead/kernel';
import type { EnrolmentStatus } from '@fairlead/offers/contracts';
import type { RoutedLink, RoutedOffer, SmartLink } from '../domain/routing';
import type { ClickCounts } from './click-counts';
import { LinkWorld, type VersionedWorld } from './link-world';

/** A host of one's own for links. */
export interface RoutedDomain {
  readonly id: Uuid;
  readonly host: string;
  /** Null: the network's. */
  readonly advertiserId: Uuid | null;
  readonly defaultCode: string | null;
  readonly fallbackUrl: string | null;
  readonly forceHttps: boolean;
}

/** A promo code that can be typed as an address, and the link that such clicks are booked on. */
export interface RoutedPromoCode {
  readonly id: Uuid;
  /** In upper case. */
  readonly code: string;
  readonly advertiserId: Uuid;
  readonly linkCode: string;
}

/** Rows that replace what is known. Ids that were asked for and are not among the rows are gone. */
export interface RoutingRows {
  readonly offers: readonly RoutedOffer[];
  readonly links: readonly RoutedLink[];
  readonly smartLinks: readonly SmartLink[];
  readonly enrolments: readonly (readonly [offerId: Uuid, affiliateId: Uuid, status: EnrolmentStatus])[];
  readonly suspendedAffiliates: readonly Uuid[];
  readonly domains: readonly RoutedDomain[];
  readonly promoCodes: readonly RoutedPromoCode[];
}

/** What has changed, by kind. */
export interface RoutingKeys {
  readonly links: readonly Uuid[];
  readonly offers: readonly Uuid[];
  readonly smartLinks: readonly Uuid[];
  readonly affiliates: readonly Uuid[];
  readonly enrolments: readonly (readonly [offerId: Uuid, affiliateId: Uuid])[];
  /** Few rows and rare changes: read whole. */
  readonly domains: boolean;
  readonly promoCodes: boolean;
}

/** All that a redirect is decided on, in memory. Changed only between two clicks: readers never see half a change. */
export class RoutingSnapshot implements VersionedWorld {
  /** Rises with every change. */
  version = 0;
  private readonly byCode = new Map<string, LinkWorld>();
  private readonly links = new Map<Uuid, RoutedLink>();
  private readonly offers = new Map<Uuid, RoutedOffer>();
  private readonly smartLinks = new Map<Uuid, SmartLink>();
  private readonly enrolments = new Map<Uuid, Map<Uuid, EnrolmentStatus>>();
  private readonly suspended = new Set<Uuid>();
  private domains = new Map<string, RoutedDomain>();
  private promoCodes = new Map<string, RoutedPromoCode[]>();

  constructor(private readonly counts: Pick<ClickCounts, 'today'>) {}

  link(code: string): RoutedLink | undefined {
    return this.byCode.get(code)?.link;
  }

  /** What a visit of the link is decided by. */
  worldOf(code: string): LinkWorld | undefined {
    return this.byCode.get(code);
  }

  offer(id: Uuid): RoutedOffer | undefined {
    return this.offers.get(id);
  }

  smartLink(id: Uuid): SmartLink | undefined {
    return this.smartLinks.get(id);
  }

  enrolment(offerId: Uuid, affiliateId: Uuid): EnrolmentStatus | null {
    return this.enrolments.get(offerId)?.get(affiliateId) ?? null;
  }

  affiliateActive(affiliateId: Uuid): boolean {
    return !this.suspended.has(affiliateId);
  }

  clicksToday(offerId: Uuid): number {
    return this.counts.today(offerId);
  }

  domain(host: string): RoutedDomain | undefined {
    return this.domains.get(host);
  }

  /** The link behind a promo code; among equal codes of several advertisers that of `advertiserId`, else only one that stands alone. */
  promoCode(code: string, advertiserId: Uuid | null): RoutedPromoCode | undefined {
    const found = this.promoCodes.get(code) ?? [];
    const own = advertiserId === null ? found : found.filter((one) => one.advertiserId === advertiserId);
    return own.length === 1 ? own[0] : undefined;
  }

  /** Offers whose clicks are counted for a cap. */
  cappedOffers(): Uuid[] {
    return [...this.offers.values()].filter((offer) => offer.dailyClickCap !== null).map((offer) => offer.id);
  }

  size(): { links: number; offers: number } {
    return { links: this.links.size, offers: this.offers.size };
  }

  /** Puts everything anew. */
  replace(rows: RoutingRows): void {
    for (const map of [this.byCode, this.links, this.offers, this.smartLinks, this.enrolments, this.suspended]) map.clear();
    this.put(rows);
    this.putDomains(rows.domains);
    this.putPromoCodes(rows.promoCodes);
  }

  /** Puts what changed: all that `keys` names is forgotten first. */
  apply(keys: RoutingKeys, rows: RoutingRows): void {
    for (const id of keys.links) this.forgetLink(id);
    for (const id of keys.offers) this.offers.delete(id);
    for (const id of keys.smartLinks) this.smartLinks.delete(id);
    for (const id of keys.affiliates) this.suspended.delete(id);
    for (const [offerId, affiliateId] of keys.enrolments) this.enrolments.get(offerId)?.delete(affiliateId);
    this.put(rows);
    if (keys.domains) this.putDomains(rows.domains);
    if (keys.promoCodes) this.putPromoCodes(rows.promoCodes);
  }

  private put(rows: RoutingRows): void {
    this.version += 1;
    for (const link of rows.links) {
      this.links.set(link.id, link);
      this.byCode.set(link.code, new LinkWorld(link, this));
    }
    for (const offer of rows.offers) this.offers.set(offer.id, offer);
    for (const smartLink of rows.smartLinks) this.smartLinks.set(smartLink.id, smartLink);
    for (const id of rows.suspendedAffiliates) this.suspended.add(id);
    for (const [offerId, affiliateId, status] of rows.enrolments) {
      const ofOffer = this.enrolments.get(offerId);
      if (ofOffer) ofOffer.set(affiliateId, status);
      else this.enrolments.set(offerId, new Map([[affiliateId, status]]));
    }
  }

  private putDomains(domains: readonly RoutedDomain[]): void {
    this.domains = new Map(domains.map((domain) => [domain.host, domain]));
  }

  private putPromoCodes(codes: readonly RoutedPromoCode[]): void {
    this.promoCodes = new Map();
    for (const code of codes) this.promoCodes.set(code.code, [...(this.promoCodes.get(code.code) ?? []), code]);
  }

  private forgetLink(id: Uuid): void {
    const link = this.links.get(id);
    if (!link) return;
    this.links.delete(id);
    this.byCode.delete(link.code);
  }
}
