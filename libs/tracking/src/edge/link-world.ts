import type { Uuid } from '@fairlead/kernel';
import type { EnrolmentStatus } from '@fairlead/offers/contracts';
import type { RoutedLink, RoutedOffer, RoutingWorld, SmartLink } from '../domain/routing';
import { RouteBlocks } from './route-blocks';

/** The world, which says when it has changed. */
export interface VersionedWorld extends RoutingWorld {
  readonly version: number;
}

/**
 * The world as the visits of one link see it: what they all ask is found out once for each version of it. Finding a link is one look into
 * memory that is rarely in the cache; its offer, the enrolment and the affiliate would be three more.
 */
export class LinkWorld implements RoutingWorld {
  readonly routes: RouteBlocks;
  private version = -1;
  private linked: RoutedOffer | undefined;
  private enrolled: EnrolmentStatus | null = null;
  private active = false;

  constructor(readonly link: RoutedLink, private readonly world: VersionedWorld) {
    this.routes = new RouteBlocks(link);
  }

  offer(id: Uuid): RoutedOffer | undefined {
    if (id !== this.link.offerId) return this.world.offer(id);
    this.refresh();
    return this.linked;
  }

  enrolment(offerId: Uuid, affiliateId: Uuid): EnrolmentStatus | null {
    this.refresh();
    return offerId === this.linked?.id && affiliateId === this.link.affiliateId ? this.enrolled : this.world.enrolment(offerId, affiliateId);
  }

  affiliateActive(affiliateId: Uuid): boolean {
    this.refresh();
    return affiliateId === this.link.affiliateId ? this.active : this.world.affiliateActive(affiliateId);
  }

  smartLink(id: Uuid): SmartLink | undefined {
    return this.world.smartLink(id);
  }

  clicksToday(offerId: Uuid): number {
    return this.world.clicksToday(offerId);
  }

  private refresh(): void {
    if (this.version === this.world.version) return;
    this.version = this.world.version;
    const { offerId, affiliateId } = this.link;
    this.linked = offerId === null ? undefined : this.world.offer(offerId);
    this.enrolled = offerId === null ? null : this.world.enrolment(offerId, affiliateId);
    this.active = this.world.affiliateActive(affiliateId);
  }
}
