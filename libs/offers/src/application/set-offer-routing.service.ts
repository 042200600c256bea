import { DomainError, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { DEFAULT_ROUTING, type OfferRouting, type OfferView } from '../contracts';
import { nextRouting, type RoutingInput } from '../domain/routing-document';
import { OfferRoutingsRepository } from '../persistence/offer-routings.repository';
import { OffersRepository } from '../persistence/offers.repository';

/** Sets how an offer's traffic is routed: the whole of it, as the next version. */
@Injectable()
export class SetOfferRouting {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly offers: OffersRepository,
    private readonly routings: OfferRoutingsRepository,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param ifVersion the version that the caller has seen; null sets it whatever is there.
   * @throws DomainError `offer.not_found`, `offer.archived`, `offer.routing_changed` (conflict), `offer.fail_target_not_allowed` or
   * `offer.landing_page_unknown`.
   */
  async run(context: TenantContext, offerId: Uuid, input: RoutingInput, ifVersion: number | null): Promise<OfferRouting> {
    return this.unitOfWork.run(context, async (tx) => {
      const offer = await this.offers.lockOwn(tx, offerId);
      if (offer.status === 'archived') throw new DomainError('offer.archived', 'conflict', 'An archived offer cannot be changed');
      const current = (await this.routings.current(tx, [offerId])).get(offerId)?.routing ?? DEFAULT_ROUTING;
      if (ifVersion !== null && ifVersion !== current.version) {
        throw new DomainError('offer.routing_changed', 'conflict', 'Somebody has changed the routing since you read it; read it again', { version: current.version });
      }
      await this.checkTargets(tx, offer, current, input);
      await this.checkPages(tx, offerId, input);
      const routing = nextRouting(current.version + 1, input, () => newId(tx.now.getTime()));
      await this.routings.insert(tx, offer, routing);
      await this.audit.append(tx, { action: 'offer.routing_changed', subjectType: 'offer', subjectId: offerId, details: { version: routing.version } });
      return routing;
    });
  }

  /** An advertiser sends traffic to its own offers; the network may join any two, and what it has joined the advertiser may keep. */
  private async checkTargets(tx: Tx, offer: OfferView, current: OfferRouting, input: RoutingInput): Promise<void> {
    if (input.failTargets.length === 0) return;
    const known = await this.offers.existing(tx, input.failTargets.map((target) => target.offerId), tx.context.scope === 'network' ? null : offer.advertiserId);
    const kept = new Set(current.failTargets.map((target) => target.offerId));
    const refused = input.failTargets.findIndex(({ offerId }) => offerId === offer.id || !(known.has(offerId) || kept.has(offerId)));
    if (refused >= 0) throw new DomainError('offer.fail_target_not_allowed', 'unprocessable', 'Fail traffic can go only to other offers of yours', { index: refused });
  }

  /** An id that is sent keeps the page's figures together, so it has to be one that was given out for this offer. */
  private async checkPages(tx: Tx, offerId: Uuid, input: RoutingInput): Promise<void> {
    if (input.landingPages.every((page) => page.id === null)) return;
    const known = await this.routings.landingPageIds(tx, offerId);
    const unknown = input.landingPages.findIndex((page) => page.id !== null && !known.has(page.id));
    if (unknown >= 0) throw new DomainError('offer.landing_page_unknown', 'unprocessable', 'No landing page of this offer has or had this id; leave it out for a new page', { index: unknown });
  }
}
