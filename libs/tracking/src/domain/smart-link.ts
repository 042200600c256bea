import { whyRefused } from './judge-visit';
import { landOnOffer } from './land-on-offer';
import type { Destination, RoutedLink, RoutingWorld, SmartLink, VisitDecision, VisitFacts } from './routing';
import { inOrder } from './weighted-choice';

/**
 * Chooses among the offers of a smart link in which the affiliate is enrolled; one that refuses the visit makes room for the next, and its
 * own waterfall is not followed. A visit that some offer takes is one step. A visit that none takes is recorded with the first offer's
 * reason and goes to the smart link's fallback URL.
 */
export function followSmartLink(smartLink: SmartLink, link: RoutedLink, visit: VisitFacts, world: RoutingWorld): VisitDecision {
  const otherwise = fallbackOf(smartLink);
  if (smartLink.status !== 'active') return { steps: [], destination: otherwise };
  let refused: VisitDecision['steps'] = [];
  for (const choice of inOrder(smartLink.choices, smartLink.mode, visit.stickiness, (one) => one.offerId)) {
    const offer = world.offer(choice.offerId);
    // Without any enrolment the advertiser has nothing to do with the visit; with one that has ended, the visit is recorded.
    if (!offer || world.enrolment(offer.id, link.affiliateId) === null) continue;
    const reason = whyRefused(offer, link, visit, world);
    if (reason === null) return landOnOffer([], offer, link, visit);
    if (refused.length === 0) refused = [{ offer, landingPageId: null, reason }];
  }
  return { steps: refused, destination: otherwise };
}

function fallbackOf(smartLink: SmartLink): Destination {
  return smartLink.fallbackUrl === null ? { kind: 'neutral_page' } : { kind: 'fallback', url: smartLink.fallbackUrl };
}
