import type { LandingPage } from '@fairlead/offers/contracts';
import type { RoutedLink, RoutedOffer, VisitFacts } from './routing';
import { passesTargeting } from './targeting';
import { rendezvousScore } from './weighted-choice';

/**
 * One of the offer's landing pages, or null for its landing URL. Pages with rules that let the visit through go before pages without
 * rules; among them the weights decide. The same visitor gets the same page while it is among them.
 */
export function pickLandingPage(offer: RoutedOffer, link: RoutedLink, visit: VisitFacts): LandingPage | null {
  return pickAmong(true, offer, link, visit) ?? pickAmong(false, offer, link, visit);
}

function pickAmong(targeted: boolean, offer: RoutedOffer, link: RoutedLink, visit: VisitFacts): LandingPage | null {
  const { landingPages, timeZone } = offer.routing;
  let best: LandingPage | null = null;
  let bestScore = 0;
  for (const page of landingPages) {
    if (page.targeting.length > 0 !== targeted || !passesTargeting(page.targeting, link, visit, timeZone)) continue;
    const score = rendezvousScore(visit.stickiness, page.id, page.weight);
    if (score > bestScore) {
      best = page;
      bestScore = score;
    }
  }
  return best;
}
