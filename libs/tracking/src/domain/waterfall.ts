import type { FailReason, FailTarget } from '@fairlead/offers/contracts';
import { whyRefused } from './judge-visit';
import { landOnOffer } from './land-on-offer';
import type { ClickStep, Destination, RoutedLink, RoutedOffer, RoutingWorld, VisitDecision, VisitFacts } from './routing';
import { inOrder } from './weighted-choice';

/** How many offers a visit is passed on to at most, whatever their rules say. */
export const MAX_HOPS = 5;

/**
 * Passes fail traffic on. The refusing offer's targets are tried in their order; when all of them refuse, the targets of those that
 * refused, in the order they were tried. No offer is tried twice. One in which the affiliate is not enrolled is not tried at all: its
 * advertiser has nothing to do with the visit. Where nobody takes it, it goes to the first offer's fallback URL, else the neutral page.
 */
export function followWaterfall(offer: RoutedOffer, reason: FailReason, link: RoutedLink, visit: VisitFacts, world: RoutingWorld): VisitDecision {
  const steps: ClickStep[] = [{ offer, landingPageId: null, reason }];
  // A suspended affiliate is refused everywhere.
  const limit = world.affiliateActive(link.affiliateId) ? MAX_HOPS : 0;
  // Grows while it is read: what refuses is asked for its own targets in turn.
  for (let asked = 0; asked < steps.length; asked += 1) {
    for (const target of targetsOf(steps[asked], visit)) {
      if (steps.length > limit) return { steps, destination: fallbackOf(offer) };
      const next = world.offer(target.offerId);
      if (!next || isTried(steps, next) || world.enrolment(next.id, link.affiliateId) !== 'approved') continue;
      const refusal = whyRefused(next, link, visit, world);
      if (refusal === null) return landOnOffer(steps, next, link, visit);
      steps.push({ offer: next, landingPageId: null, reason: refusal });
    }
  }
  return { steps, destination: fallbackOf(offer) };
}

function targetsOf(step: ClickStep | undefined, visit: VisitFacts): readonly FailTarget[] {
  const routing = step?.offer.routing;
  if (!routing || routing.failTargets.length === 0 || (step.reason === 'paused' && !routing.redirectWhenPaused)) return [];
  const wanted = routing.failTargets.filter((target) => target.reasons.length === 0 || target.reasons.some((reason) => reason === step.reason));
  return inOrder(wanted, routing.failMode, visit.stickiness, (target) => target.offerId);
}

function isTried(steps: readonly ClickStep[], offer: RoutedOffer): boolean {
  return steps.some((step) => step.offer.id === offer.id);
}

function fallbackOf(offer: RoutedOffer): Destination {
  return offer.routing.fallbackUrl === null ? { kind: 'neutral_page' } : { kind: 'fallback', url: offer.routing.fallbackUrl };
}
