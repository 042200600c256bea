import type { Uuid } from '@fairlead/kernel';
import type { EnrolmentStatus, OfferRouting, OfferStatus, TargetingDimension } from '@fairlead/offers/contracts';
import type { ClickFilterReason, Device, Subs } from '../contracts';

/** An offer as the redirect knows it: the row, its terms in force and its routing in force. */
export interface RoutedOffer {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly advertiserActive: boolean;
  readonly status: OfferStatus;
  readonly landingUrl: string;
  readonly clickParameter: string;
  readonly deepLinkHosts: readonly string[];
  readonly termsId: Uuid;
  /** Counted clicks per UTC day; null is no cap. */
  readonly dailyClickCap: number | null;
  readonly routing: OfferRouting;
}

/** One choice of a smart link. */
export interface SmartChoice {
  readonly offerId: Uuid;
  /** Lower goes first. Equal priorities are told apart by weight. */
  readonly priority: number;
  /** 0 or more; 0 is never chosen by weight. */
  readonly weight: number;
}

/** A rotation across offers that links may point at instead of one offer. */
export interface SmartLink {
  readonly id: Uuid;
  readonly status: 'active' | 'paused';
  readonly mode: 'priority' | 'weight';
  readonly choices: readonly SmartChoice[];
  readonly fallbackUrl: string | null;
}

/** A link as the redirect knows it. Exactly one of `offerId` and `smartLinkId` is set. */
export interface RoutedLink {
  readonly id: Uuid;
  readonly code: string;
  readonly affiliateId: Uuid;
  readonly offerId: Uuid | null;
  readonly smartLinkId: Uuid | null;
  readonly active: boolean;
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly creativeId: string | null;
  /** Deep link; checked against the offer's hosts again at each click. */
  readonly target: string | null;
}

/** What the decision may look up. All of it is in memory. */
export interface RoutingWorld {
  offer(id: Uuid): RoutedOffer | undefined;
  smartLink(id: Uuid): SmartLink | undefined;
  enrolment(offerId: Uuid, affiliateId: Uuid): EnrolmentStatus | null;
  affiliateActive(affiliateId: Uuid): boolean;
  /** Counted clicks of the offer in the current UTC day, as far as known here. */
  clicksToday(offerId: Uuid): number;
}

/** The visit. Values that cost something to find out are found out when asked, once. */
export interface VisitFacts {
  readonly nowMs: number;
  readonly method: string;
  readonly prefetch: boolean;
  /** A declared bot, mail scanner or link preview. */
  readonly bot: boolean;
  /** `Sec-Fetch-Dest`, lower case; null when not sent, which proves nothing. */
  readonly fetchDest: string | null;
  readonly dataCentre: boolean;
  /** More clicks than a person makes: set by the edge's flood counters. */
  readonly flooding: boolean;
  /** Client hints or headers that contradict the user agent, at least two. */
  readonly impossibleClient: boolean;
  readonly referrerHost: string | null;
  readonly subs: Subs;
  readonly sourceId: string | null;
  readonly device: Device;
  readonly os: string | null;
  readonly browser: string | null;
  /** Primary language subtag of the first accepted language, e.g. `de`. */
  readonly language: string | null;
  readonly country: string | null;
  /** ISO 3166-2 subdivision code without the country, where the geo data has it. */
  readonly region: string | null;
  /** 32-bit number that is the same for the same visitor: what rotation sticks to. */
  readonly stickiness: number;
  /** The deep link that the URL asks for. */
  readonly to: string | null;
}

/** One recorded step of a visit: an offer that was tried, and how it went. The last one is where the visitor goes. */
export interface ClickStep {
  readonly offer: RoutedOffer;
  /** Null where the offer's own landing page or a deep link was taken. */
  readonly landingPageId: Uuid | null;
  readonly reason: ClickFilterReason | null;
}

/** Where the visitor goes. */
export type Destination =
  | { readonly kind: 'landing'; readonly offer: RoutedOffer; /** URL with macros. */ readonly url: string; readonly landingPageId: Uuid | null }
  | { readonly kind: 'fallback'; /** URL with macros. */ readonly url: string }
  | { readonly kind: 'neutral_page' };

/** The decision: what is recorded, in order, and where the visitor goes. */
export interface VisitDecision {
  readonly steps: readonly ClickStep[];
  readonly destination: Destination;
}

/** Decides a visit. Pure: the same link, visit and world give the same decision. */
export type DecideVisit = (link: RoutedLink, visit: VisitFacts, world: RoutingWorld) => VisitDecision;

export type { TargetingDimension };
