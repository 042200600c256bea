import type { Uuid } from '@fairlead/kernel';
import { encodeRoute } from '../domain/click-record';
import type { RoutedLink, RoutedOffer } from '../domain/routing';

interface Block {
  readonly offer: RoutedOffer;
  readonly landingPageId: Uuid | null;
  readonly bytes: Buffer;
}

/** The routes of a link in their binary form, prepared once: a new snapshot brings new objects and so new blocks. */
export class RouteBlocks {
  private blocks: readonly Block[] = [];
  private last: Block | null = null;

  constructor(private readonly link: RoutedLink) {}

  of(offer: RoutedOffer, landingPageId: Uuid | null): Buffer {
    if (this.last?.offer !== offer || this.last.landingPageId !== landingPageId) this.last = this.find(offer, landingPageId);
    return this.last.bytes;
  }

  private find(offer: RoutedOffer, landingPageId: Uuid | null): Block {
    for (const block of this.blocks) if (block.offer === offer && block.landingPageId === landingPageId) return block;
    const { link } = this;
    const bytes = encodeRoute({
      linkId: link.id, offerId: offer.id, advertiserId: offer.advertiserId, affiliateId: link.affiliateId, termsId: offer.termsId, landingPageId,
      routingVersion: offer.routing.version,
    });
    const fresh = { offer, landingPageId, bytes };
    // Older versions of the offer are not asked for again.
    this.blocks = [...this.blocks.filter((block) => block.offer.id !== offer.id || block.offer === offer), fresh];
    return fresh;
  }
}
