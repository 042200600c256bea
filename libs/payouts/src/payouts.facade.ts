import type { Currency, TenantContext, Uuid } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { ApproveBatch } from './application/approve-batch.service';
import { DraftBatch } from './application/draft-batch.service';
import { ReadPayouts } from './application/read-payouts.query';
import { ReleaseBatch } from './application/release-batch.service';
import type { BatchView } from './contracts';

/** A batch's way from draft to release, for the demo network and scenarios. */
@Injectable()
export class PayoutsFacade {
  constructor(
    private readonly draftBatch: DraftBatch,
    private readonly approveBatch: ApproveBatch,
    private readonly releaseBatch: ReleaseBatch,
    private readonly read: ReadPayouts,
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

  async batch(context: TenantContext, batchId: Uuid): Promise<BatchView> {
    return (await this.read.batch(context, batchId)).batch;
  }
}
