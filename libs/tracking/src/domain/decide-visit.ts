import { whyRefused } from './judge-visit';
import { landOnOffer } from './land-on-offer';
import type { DecideVisit, VisitDecision } from './routing';
import { followSmartLink } from './smart-link';
import { followWaterfall } from './waterfall';

/** A link that leads nowhere, known or not: nothing is recorded, so that it tells nothing. */
const NO_STEPS: VisitDecision['steps'] = Object.freeze([]);
const NOWHERE: VisitDecision = Object.freeze({ steps: NO_STEPS, destination: Object.freeze({ kind: 'neutral_page' }) });

/**
 * Decides a visit. What keeps the traffic itself away comes before what keeps only the count: a visit that the offer does not take is fail
 * traffic and goes along the waterfall, to the fallback URL or to the neutral page; one that only does not count still lands.
 */
export const decideVisit: DecideVisit = (link, visit, world) => {
  if (!link.active) return NOWHERE;
  if (link.smartLinkId !== null) {
    const smartLink = world.smartLink(link.smartLinkId);
    return smartLink ? followSmartLink(smartLink, link, visit, world) : NOWHERE;
  }
  const offer = link.offerId === null ? undefined : world.offer(link.offerId);
  if (!offer) return NOWHERE;
  const refusal = whyRefused(offer, link, visit, world);
  return refusal === null ? landOnOffer(NO_STEPS, offer, link, visit) : followWaterfall(offer, refusal, link, visit, world);
};
