import { assertMove, type TenantContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { AuditLog } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';
import type { OfferStatus } from '../contracts';
import { OFFER_STATES } from '../domain/offer-states';
import { OffersRepository } from '../persistence/offers.repository';

const ACTIONS = { active: 'offer.published', paused: 'offer.paused', archived: 'offer.archived', draft: 'offer.drafted' } as const satisfies Record<OfferStatus, string>;

/** Publishes, pauses or archives an offer. Asking for the state it has changes nothing. */
@Injectable()
export class MoveOffer {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly offers: OffersRepository, private readonly audit: AuditLog) {}

  /** @throws DomainError `offer.not_found` or `offer.illegal_transition` (conflict). */
  async run(context: TenantContext, offerId: Uuid, to: OfferStatus): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const offer = await this.offers.lockOwn(tx, offerId);
      if (offer.status === to) return;
      assertMove(OFFER_STATES, offer.status, to);
      await this.offers.setStatus(tx, offerId, to);
      await this.audit.append(tx, { action: ACTIONS[to], subjectType: 'offer', subjectId: offerId, details: { from: offer.status } });
    });
  }
}
