import { allowedDeepLink } from './deep-link';
import { whyUncounted } from './judge-visit';
import { pickLandingPage } from './pick-landing-page';
import type { ClickStep, Destination, RoutedLink, RoutedOffer, VisitDecision, VisitFacts } from './routing';

/** The end of a visit that the offer takes, after the steps of those that did not. */
export function landOnOffer(before: readonly ClickStep[], offer: RoutedOffer, link: RoutedLink, visit: VisitFacts): VisitDecision {
  const destination = destinationOn(offer, link, visit);
  const step = { offer, landingPageId: destination.landingPageId, reason: whyUncounted(offer, visit) };
  return { steps: before.length === 0 ? [step] : [...before, step], destination };
}

/** The visit's own deep link, else the link's, else a landing page, else the landing URL. */
function destinationOn(offer: RoutedOffer, link: RoutedLink, visit: VisitFacts): Extract<Destination, { kind: 'landing' }> {
  const deepLink = offer.deepLinkHosts.length === 0 ? null : deepLinkOf(offer, link, visit);
  if (deepLink !== null) return { kind: 'landing', offer, url: deepLink, landingPageId: null };
  const page = offer.routing.landingPages.length === 0 ? null : pickLandingPage(offer, link, visit);
  return { kind: 'landing', offer, url: page?.url ?? offer.landingUrl, landingPageId: page?.id ?? null };
}

/** One that the offer does not allow (any more) is passed over. */
function deepLinkOf(offer: RoutedOffer, link: RoutedLink, visit: VisitFacts): string | null {
  const wanted = visit.to === null ? null : allowedDeepLink(visit.to, offer.deepLinkHosts);
  return wanted ?? targetOf(offer, link);
}

interface CheckedTarget {
  readonly hosts: readonly string[];
  readonly url: string | null;
}

/** What became of a link's own deep link under the hosts that it was last checked against: parsed once, not per visit. */
const checkedTargets = new WeakMap<RoutedLink, CheckedTarget>();

function targetOf(offer: RoutedOffer, link: RoutedLink): string | null {
  if (link.target === null) return null;
  const known = checkedTargets.get(link);
  if (known && known.hosts === offer.deepLinkHosts) return known.url;
  const url = allowedDeepLink(link.target, offer.deepLinkHosts);
  checkedTargets.set(link, { hosts: offer.deepLinkHosts, url });
  return url;
}
