import { DomainError, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { OperationsRepository } from '../persistence/operations.repository';

/** Tries a delivery again that was given up. Consumers take an event at most once, so a press too many does no harm. */
@Injectable()
export class RetryDelivery {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly operations: OperationsRepository, private readonly audit: AuditLog) {}

  /** @throws DomainError `delivery.not_dead` (conflict) when it is waiting, done or unknown. */
  async run(context: TenantContext, eventId: Uuid, consumer: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      if (!(await this.operations.revive(tx, eventId, consumer))) throw new DomainError('delivery.not_dead', 'conflict', 'There is no such delivery that was given up');
      await this.audit.append(tx, { action: 'delivery.retried', subjectType: 'event', subjectId: eventId, details: { consumer } });
    });
  }
}
