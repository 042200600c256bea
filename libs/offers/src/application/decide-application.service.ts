import { actorText, assertMove, notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { Outbox, UnitOfWork } from '@fairlead/platform';
import { AuditLog } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';
import { ENROLMENT_DECIDED, type EnrolmentView } from '../contracts';
import { ENROLMENT_STATES } from '../domain/offer-states';
import { EnrolmentsRepository } from '../persistence/enrolments.repository';

/** Approves or rejects an application; a rejection carries the reason that the affiliate reads. */
@Injectable()
export class DecideApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly enrolments: EnrolmentsRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `application.not_found` or `enrolment.illegal_transition` (conflict). */
  async run(context: TenantContext, id: Uuid, status: 'approved' | 'rejected', reason: string | null): Promise<EnrolmentView> {
    return this.unitOfWork.run(context, async (tx) => {
      const enrolment = await this.enrolments.lockOwn(tx, id);
      if (!enrolment) throw notFound('application', id);
      if (enrolment.status === status) return enrolment;
      assertMove(ENROLMENT_STATES, enrolment.status, status);
      await this.enrolments.decide(tx, id, status, actorText(context.actor), reason);
      await this.audit.append(tx, { action: `enrolment.${status}`, subjectType: 'enrolment', subjectId: id, details: { offerId: enrolment.offerId } });
      const { offerId, affiliateId } = enrolment;
      await this.outbox.append(tx, { type: ENROLMENT_DECIDED, aggregateId: id, payload: { enrolmentId: id, offerId, affiliateId } });
      return { ...enrolment, status, decidedAt: tx.now, reason };
    });
  }
}
