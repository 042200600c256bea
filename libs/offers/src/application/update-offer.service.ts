import { DomainError, type TenantContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { AuditLog } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';
import { sameTerms, type TermsInput } from '../domain/terms-input';
import { type OfferInput, OffersRepository } from '../persistence/offers.repository';

/** Changes an offer. Changed terms become a new version from now on; clicks before keep theirs. */
@Injectable()
export class UpdateOffer {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly offers: OffersRepository, private readonly audit: AuditLog) {}

  /** @throws DomainError `offer.not_found` or `offer.archived` (conflict). */
  async run(context: TenantContext, offerId: Uuid, change: Partial<OfferInput>, termsChange: Partial<TermsInput>): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const offer = await this.offers.lockOwn(tx, offerId);
      if (offer.status === 'archived') throw new DomainError('offer.archived', 'conflict', 'An archived offer cannot be changed');
      await this.offers.update(tx, offerId, { ...offer, ...change });
      const current = (await this.offers.currentTerms(tx, [offerId])).get(offerId);
      if (!current) throw new Error(`offer ${offerId} has no terms`);
      const next = { ...current, ...termsChange };
      const renewed = !sameTerms(current, next);
      if (renewed) await this.offers.insertTerms(tx, offer, next);
      await this.audit.append(tx, {
        action: renewed ? 'offer.terms_changed' : 'offer.updated', subjectType: 'offer', subjectId: offerId,
        details: { fields: [...Object.keys(change), ...Object.keys(termsChange)], ...(renewed ? { version: current.version + 1 } : {}) },
      });
    });
  }
}
