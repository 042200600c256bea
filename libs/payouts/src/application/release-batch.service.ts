import { CommissionsFacade } from '@fairlead/commissions';
import { DomainError, type Money, type TenantContext, toSafeNumber, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { Outbox, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { BATCH_RELEASED, type BatchView, type PayoutView } from '../contracts';
import { commissionsOf } from '../domain/payout-item';
import { BatchesRepository } from '../persistence/batches.repository';
import { PayoutsRepository } from '../persistence/payouts.repository';
import { StripeGateway } from '../stripe/stripe-gateway';
import { ReadDigest } from './read-digest.query';

/** Releases approved batches to be sent, sends failed payouts again, and cancels. */
@Injectable()
export class ReleaseBatch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly batches: BatchesRepository,
    private readonly payouts: PayoutsRepository,
    private readonly commissions: CommissionsFacade,
    private readonly stripe: StripeGateway,
    private readonly readDigest: ReadDigest,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param confirmTotal what the releaser typed; must be the batch's total.
   * @throws DomainError `batch.total_mismatch`, `batch.balance_short` or `batch.digest_mismatch` (conflict).
   */
  async release(context: TenantContext, userId: Uuid, id: Uuid, confirmTotal: (batch: BatchView) => Money): Promise<void> {
    const batch = await this.unitOfWork.run(context, (tx) => this.batches.lock(tx, id));
    await this.assertFunded(batch);
    await this.unitOfWork.run(context, async (tx) => {
      const locked = await this.batches.lock(tx, id);
      if (confirmTotal(locked).minor !== locked.totalMinor) {
        throw new DomainError('batch.total_mismatch', 'unprocessable', 'The typed total is not the total of the batch', { total: toSafeNumber(locked.totalMinor) });
      }
      if ((await this.readDigest.run(tx, locked)) !== locked.digest) throw new DomainError('batch.digest_mismatch', 'conflict', 'The batch changed after its approval');
      await this.batches.move(tx, locked, 'releasing', { releasedBy: userId });
      await this.announce(tx, id);
      await this.audit.append(tx, { action: 'batch.released', subjectType: 'batch', subjectId: id, details: { total: locked.totalMinor.toString(), currency: locked.currency } });
    });
  }

  /** Sends payouts that Stripe refused once more, each under a new key. */
  async retryFailed(context: TenantContext, id: Uuid): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      await this.batches.move(tx, await this.batches.lock(tx, id), 'releasing', {}, 'retry_failed');
      for (const payout of await this.inStatus(tx, id, 'failed')) await this.payouts.move(tx, payout, 'approved');
      await this.announce(tx, id);
      await this.audit.append(tx, { action: 'batch.retried', subjectType: 'batch', subjectId: id });
    });
  }

  /** Cancels a batch before its release, or what failed of it after: the commissions are payable again. */
  async cancel(context: TenantContext, id: Uuid): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const batch = await this.batches.lock(tx, id);
      const failedOnly = batch.status === 'partly_failed';
      const payouts = failedOnly ? await this.inStatus(tx, id, 'failed') : await this.payouts.lockOfBatch(tx, id);
      await this.batches.move(tx, batch, failedOnly ? 'settled' : 'cancelled');
      for (const payout of payouts) {
        await this.payouts.move(tx, payout, 'cancelled');
        await giveBack(tx, this.payouts, this.commissions, payout, 'payout_cancelled');
      }
      await this.audit.append(tx, { action: 'batch.cancelled', subjectType: 'batch', subjectId: id, details: { payouts: payouts.length } });
    });
  }

  private async assertFunded(batch: BatchView): Promise<void> {
    const available = await this.stripe.availableBalance(batch.currency);
    if (available < batch.totalMinor) {
      throw new DomainError('batch.balance_short', 'conflict', 'The Stripe balance does not cover the batch; fund it first', {
        available: toSafeNumber(available), total: toSafeNumber(batch.totalMinor), currency: batch.currency,
      });
    }
  }

  private async inStatus(tx: Tx, batchId: Uuid, status: PayoutView['status']): Promise<PayoutView[]> {
    return (await this.payouts.lockOfBatch(tx, batchId)).filter((payout) => payout.status === status);
  }

  private async announce(tx: Tx, batchId: Uuid): Promise<void> {
    await this.outbox.append(tx, { type: BATCH_RELEASED, aggregateId: batchId, payload: { batchId } });
  }
}

/** Frees the lines of a payout that will not be made, and makes its commissions payable again. */
export async function giveBack(tx: Tx, payouts: PayoutsRepository, commissions: CommissionsFacade, payout: PayoutView, reason: string): Promise<void> {
  const lines = await payouts.lines(tx, [payout.id]);
  await payouts.endLines(tx, payout.id);
  await commissions.giveBack(tx, commissionsOf(lines), reason);
}
