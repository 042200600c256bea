import { DomainError, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { Outbox, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { BATCH_SUBMITTED } from '../contracts';
import { BatchesRepository } from '../persistence/batches.repository';
import { PayoutsRepository } from '../persistence/payouts.repository';
import { ReadDigest } from './read-digest.query';

/** Submits, approves and rejects batches. An approval is by another person and bound to the digest that was shown. */
@Injectable()
export class ApproveBatch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly batches: BatchesRepository,
    private readonly payouts: PayoutsRepository,
    private readonly readDigest: ReadDigest,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /** A rejected batch is a draft again before it is submitted again. @throws DomainError `batch.illegal_transition`. */
  async submit(context: TenantContext, userId: Uuid, id: Uuid): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const batch = await this.batches.lock(tx, id);
      const draft = batch.status === 'rejected' ? await this.batches.move(tx, batch, 'draft') : batch;
      await this.batches.move(tx, draft, 'submitted', { submittedBy: userId });
      await this.audit.append(tx, { action: 'batch.submitted', subjectType: 'batch', subjectId: id, details: { digest: batch.digest } });
      await this.outbox.append(tx, { type: BATCH_SUBMITTED, aggregateId: id, payload: { batchId: id } });
    });
  }

  /** @throws DomainError `batch.approver_is_preparer` (forbidden) or `batch.digest_mismatch` (conflict). */
  async approve(context: TenantContext, userId: Uuid, id: Uuid, digest: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const batch = await this.batches.lock(tx, id);
      if (userId === batch.preparedBy || userId === batch.submittedBy) {
        throw new DomainError('batch.approver_is_preparer', 'forbidden', 'Another person than the preparer must approve a batch');
      }
      // From the rows, not from the column: what is approved is what is there.
      if (digest !== batch.digest || digest !== (await this.readDigest.run(tx, batch))) {
        throw new DomainError('batch.digest_mismatch', 'conflict', 'The batch is not the one that was shown; look at it again', { digest: batch.digest });
      }
      await this.batches.move(tx, batch, 'approved', { approvedBy: userId, approvedDigest: digest });
      for (const payout of await this.payouts.lockOfBatch(tx, id)) await this.payouts.move(tx, payout, 'approved');
      await this.audit.append(tx, { action: 'batch.approved', subjectType: 'batch', subjectId: id, details: { digest } });
    });
  }

  /** Sends a submitted batch back to its preparer. */
  async reject(context: TenantContext, id: Uuid, reason: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      await this.batches.move(tx, await this.batches.lock(tx, id), 'rejected', {}, reason);
      await this.audit.append(tx, { action: 'batch.rejected', subjectType: 'batch', subjectId: id, details: { reason } });
    });
  }
}
