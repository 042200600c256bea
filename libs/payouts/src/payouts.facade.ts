import { AffiliatesFacade, type PayoutDestinationView } from '@fairlead/affiliates';
import type { Currency, TenantContext, Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ApproveBatch } from './application/approve-batch.service';
import { DraftBatch } from './application/draft-batch.service';
import { ReadPayouts } from './application/read-payouts.query';
import { ReleaseBatch } from './application/release-batch.service';
import type { BatchView, PayoutView } from './contracts';
import { BatchesRepository } from './persistence/batches.repository';
import { PayoutsRepository } from './persistence/payouts.repository';

/** A batch's way from draft to release, for the demo network and scenarios, and what people are told of it. */
@Injectable()
export class PayoutsFacade {
  constructor(
    private readonly draftBatch: DraftBatch,
    private readonly approveBatch: ApproveBatch,
    private readonly releaseBatch: ReleaseBatch,
    private readonly read: ReadPayouts,
    private readonly payouts: PayoutsRepository,
    private readonly batches: BatchesRepository,
    private readonly affiliates: AffiliatesFacade,
  ) {}

  async draft(context: TenantContext, userId: Uuid, currency: Currency, cutoffAt: Date): Promise<BatchView> {
    const id = await this.draftBatch.run(context, userId, currency, cutoffAt);
    return (await this.read.batch(context, id)).batch;
  }

  submit(context: TenantContext, userId: Uuid, batchId: Uuid): Promise<void> {
    return this.approveBatch.submit(context, userId, batchId);
  }

  approve(context: TenantContext, userId: Uuid, batch: BatchView): Promise<void> {
    return this.approveBatch.approve(context, userId, batch.id, batch.digest);
  }

  release(context: TenantContext, userId: Uuid, batch: BatchView): Promise<void> {
    return this.releaseBatch.release(context, userId, batch.id, () => ({ minor: batch.totalMinor, currency: batch.currency }));
  }

  /** A payout in the caller's transaction and scope. */
  payout(tx: Tx, payoutId: Uuid): Promise<PayoutView | null> {
    return this.payouts.findVisible(tx, tx.context, payoutId);
  }

  /** A batch in the caller's transaction and scope. */
  batchIn(tx: Tx, batchId: Uuid): Promise<BatchView | null> {
    return this.batches.find(tx, batchId);
  }

  /** Where an affiliate is paid to now, in the caller's transaction and scope. */
  async destinationOf(tx: Tx, affiliateId: Uuid): Promise<PayoutDestinationView | null> {
    return (await this.affiliates.liveDestinations(tx, [affiliateId]))[0] ?? null;
  }

  async batch(context: TenantContext, batchId: Uuid): Promise<BatchView> {
    return (await this.read.batch(context, batchId)).batch;
  }
}
