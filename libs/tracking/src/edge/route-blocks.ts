import type { Uuid } from '@fairlead/kernel';
import { encodeRoute } from '../domain/click-record';
import type { RoutedLink, RoutedOffer } from '../domain/routing';

interface Block {
  readonly offer: RoutedOffer;
  readonly landingPageId: Uuid | null;
  readonly bytes: Buffer;
}

/** The routes of links in their binary form, prepared once: a new snapshot brings new objects and so new blocks. */
export class RouteBlocks {
  private readonly ofLink = new WeakMap<RoutedLink, Block[]>();

  of(link: RoutedLink, offer: RoutedOffer, landingPageId: Uuid | null): Buffer {
    let blocks = this.ofLink.get(link);
    if (!blocks) this.ofLink.set(link, (blocks = []));
    for (const block of blocks) if (block.offer === offer && block.landingPageId === landingPageId) return block.bytes;
    const bytes = encodeRoute({
      linkId: link.id, offerId: offer.id, advertiserId: offer.advertiserId, affiliateId: link.affiliateId, termsId: offer.termsId, landingPageId,
      routingVersion: offer.routing.version,
    });
    const current = blocks.filter((block) => block.offer.id !== offer.id || block.offer === offer); // older versions of the offer are not asked for again
    this.ofLink.set(link, [...current, { offer, landingPageId, bytes }]);
    return bytes;
  }
}
