import type { FailReason } from '@fairlead/offers/contracts';
import type { ClickFilterReason } from '../contracts';
import type { RoutedLink, RoutedOffer, RoutingWorld, VisitFacts } from './routing';
import { isUnderHost, passesTargeting } from './targeting';

/** Why the offer does not take the visit, or null. The order is that of `FAIL_REASONS`: the first that applies is given. */
export function whyRefused(offer: RoutedOffer, link: RoutedLink, visit: VisitFacts, world: RoutingWorld): FailReason | null {
  if (offer.status !== 'active' || !offer.advertiserActive) return 'paused';
  if (offer.routing.expiresAt !== null && visit.nowMs >= offer.routing.expiresAt.getTime()) return 'expired';
  if (!world.affiliateActive(link.affiliateId)) return 'affiliate_suspended';
  if (world.enrolment(offer.id, link.affiliateId) !== 'approved') return 'not_enrolled';
  if (isSourceBlocked(offer, link, visit)) return 'source_blocked';
  if (offer.dailyClickCap !== null && world.clicksToday(offer.id) >= offer.dailyClickCap) return 'cap';
  return passesTargeting(offer.routing.targeting, link, visit, offer.routing.timeZone) ? null : 'targeting';
}

/** Why a visit that the offer takes does not count, or null. */
export function whyUncounted(offer: RoutedOffer, visit: VisitFacts): ClickFilterReason | null {
  if (visit.method === 'HEAD') return 'head_request';
  if (visit.prefetch) return 'prefetch';
  if (visit.bot) return 'bot';
  // A browser that follows a link asks for a document; whatever else it asks for was put into a page to make a click of nobody's.
  if (visit.fetchDest !== null && visit.fetchDest !== 'document') return 'image_click';
  if (visit.dataCentre) return 'data_centre';
  if (visit.flooding) return 'flooding';
  if (visit.impossibleClient) return 'impossible_client';
  return isUnderHost(visit.referrerHost, offer.routing.bannedReferrers) ? 'referrer_banned' : null;
}

function isSourceBlocked(offer: RoutedOffer, link: RoutedLink, visit: VisitFacts): boolean {
  const sourceId = visit.sourceId ?? link.sourceId;
  for (const blocked of offer.routing.blockedSources) {
    if (blocked.affiliateId === null && blocked.sourceId === null) continue;
    if (blocked.affiliateId !== null && blocked.affiliateId !== link.affiliateId) continue;
    if (blocked.sourceId === null || blocked.sourceId === sourceId) return true;
  }
  return false;
}
