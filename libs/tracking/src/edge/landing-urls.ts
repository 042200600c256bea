import { encodeId } from '@fairlead/kernel';
import { type CompiledUrl, compileLandingUrl } from '../domain/compile-landing-url';
import type { Destination, RoutedLink, RoutedOffer } from '../domain/routing';
import type { UrlValues } from '../domain/url-macros';
import type { Visit } from './visit';

/** Compiled URLs of one offer that are remembered: its landing pages, and deep links as they come. */
const REMEMBERED = 1_000;

/** Makes the address that a visitor is sent to. URLs are taken apart once for each version of their offer. */
export class LandingUrls {
  private readonly ofOffer = new WeakMap<RoutedOffer, Map<string, CompiledUrl | null>>();
  private readonly fallbacks = new Map<string, CompiledUrl | null>();

  /** Null for a URL that cannot be followed. */
  locationOf(destination: Exclude<Destination, { kind: 'neutral_page' }>, link: RoutedLink, visit: Visit, clickId: string): string | null {
    const onOffer = destination.kind === 'landing';
    const compiled = onOffer ? this.landing(destination.offer, destination.url) : this.fallback(destination.url);
    const values = new ClickValues(clickId, link, onOffer ? destination.offer.id : link.offerId, onOffer ? destination.landingPageId : null, visit);
    return compiled?.expand(values, visit.adPlatformIds) ?? null;
  }

  private landing(offer: RoutedOffer, url: string): CompiledUrl | null {
    let known = this.ofOffer.get(offer);
    if (!known) this.ofOffer.set(offer, (known = new Map()));
    return remember(known, url, () => compileLandingUrl(url, offer.clickParameter, offer.routing.utm));
  }

  private fallback(url: string): CompiledUrl | null {
    return remember(this.fallbacks, url, () => compileLandingUrl(url, null));
  }
}

function remember(known: Map<string, CompiledUrl | null>, url: string, compile: () => CompiledUrl | null): CompiledUrl | null {
  const compiled = known.get(url);
  if (compiled !== undefined) return compiled;
  if (known.size >= REMEMBERED) known.clear();
  const fresh = compile();
  known.set(url, fresh);
  return fresh;
}

/** What macros stand for, worked out when a URL has them. */
class ClickValues implements UrlValues {
  constructor(readonly clickId: string, private readonly link: RoutedLink, private readonly offer: string | null, private readonly page: string | null, private readonly visit: Visit) {}

  get affiliateId(): string { return encodeId('affiliate', this.link.affiliateId); }
  get offerId(): string { return this.offer === null ? '' : encodeId('offer', this.offer); }
  get landingPageId(): string | null { return this.page === null ? null : encodeId('landingPage', this.page); }
  get subs(): UrlValues['subs'] { return this.visit.subs; }
  get sourceId(): string | null { return this.visit.sourceId; }
  get country(): string | null { return this.visit.country; }
  get device(): UrlValues['device'] { return this.visit.device; }
  get os(): string | null { return this.visit.os; }
  get browser(): string | null { return this.visit.browser; }
  get creativeId(): string | null { return this.visit.creativeId ?? this.link.creativeId; }
  get referrerHost(): string | null { return this.visit.referrerHost; }
}
