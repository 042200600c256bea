import { DomainError, systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { Outbox, UnitOfWork } from '@fairlead/platform';
import { AuditLog } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';
import { ENROLMENT_REQUESTED, type EnrolmentView } from '../contracts';
import { EnrolmentsRepository } from '../persistence/enrolments.repository';
import { OffersRepository } from '../persistence/offers.repository';

/** Enrols an affiliate: at once for a public offer, after approval for others. Applying twice gives the first enrolment again. */
@Injectable()
export class ApplyToOffer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly offers: OffersRepository,
    private readonly enrolments: EnrolmentsRepository,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `offer.not_found` or `offer.not_open` (conflict). */
  async run(context: TenantContext, affiliateId: Uuid, offerId: Uuid): Promise<EnrolmentView> {
    return this.unitOfWork.run(context, async (tx) => {
      const offer = await this.offers.findVisible(tx, context, offerId);
      const earlier = await this.enrolments.find(tx, offerId, affiliateId);
      if (earlier) return earlier;
      if (offer.status !== 'active') throw new DomainError('offer.not_open', 'conflict', 'The offer takes no applications now', { status: offer.status });
      const status = offer.visibility === 'public' ? 'approved' : 'pending';
      const enrolment = await this.enrolments.insertIfNew(tx, { offerId, advertiserId: offer.advertiserId, affiliateId, status, decidedBy: status === 'approved' ? 'system:public-offer' : null });
      if (enrolment) {
        await this.audit.append(tx, { action: 'enrolment.applied', subjectType: 'enrolment', subjectId: enrolment.id, details: { offerId, status } });
        if (status === 'pending') await this.outbox.append(tx, { type: ENROLMENT_REQUESTED, aggregateId: enrolment.id, payload: { enrolmentId: enrolment.id, offerId, affiliateId } });
        return enrolment;
      }
      const concurrent = await this.enrolments.find(tx, offerId, affiliateId);
      if (!concurrent) throw new Error('an enrolment conflicted with none');
      return concurrent;
    });
  }

  /** Enrols an affiliate of the advertiser's choice, also in a private offer. */
  async enrol(context: TenantContext, offerId: Uuid, affiliateId: Uuid): Promise<EnrolmentView> {
    const known = await this.unitOfWork.run(systemContext('enrol'), (tx) => tx.row(`SELECT 1 AS found FROM affiliate WHERE id = $1 AND status = 'active'`, [affiliateId]));
    if (!known) throw new DomainError('affiliate.not_found', 'not_found', 'No such affiliate');
    return this.unitOfWork.run(context, async (tx) => {
      const offer = await this.offers.lockOwn(tx, offerId);
      const actor = tx.context.actor.kind === 'user' ? `user:${tx.context.actor.id}` : `system:${tx.context.actor.name}`;
      const enrolment = await this.enrolments.insertIfNew(tx, { offerId, advertiserId: offer.advertiserId, affiliateId, status: 'approved', decidedBy: actor });
      if (!enrolment) throw new DomainError('enrolment.exists', 'conflict', 'The affiliate is enrolled or has applied already');
      await this.audit.append(tx, { action: 'enrolment.enrolled', subjectType: 'enrolment', subjectId: enrolment.id, details: { offerId } });
      return enrolment;
    });
  }
}
