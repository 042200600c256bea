import { AffiliatesFacade } from '@fairlead/affiliates';
import { BillingFacade } from '@fairlead/billing';
import { CommissionsFacade } from '@fairlead/commissions';
import type { PayableItem } from '@fairlead/commissions/contracts';
import { type Currency, DomainError, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { batchDigest, type DigestedPayout } from '../domain/batch-digest';
import { commissionsOf, type PayoutItem } from '../domain/payout-item';
import { planBatch } from '../domain/plan-batch';
import { BatchesRepository } from '../persistence/batches.repository';
import { PayoutsRepository } from '../persistence/payouts.repository';

/** Drafts a batch: claims every payable commission and adjustment of the currency up to the cut-off and freezes sums and destinations. */
@Injectable()
export class DraftBatch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commissions: CommissionsFacade,
    private readonly billing: BillingFacade,
    private readonly affiliates: AffiliatesFacade,
    private readonly batches: BatchesRepository,
    private readonly payouts: PayoutsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `batch.nothing_payable` (conflict) with the exclusions, or `batch.cutoff_in_future`. */
  async run(context: TenantContext, userId: Uuid, currency: Currency, cutoffAt: Date): Promise<Uuid> {
    return this.unitOfWork.run(context, async (tx) => {
      const plan = planBatch(...(await this.collect(tx, currency, cutoffAt)));
      if (plan.payouts.length === 0) {
        throw new DomainError('batch.nothing_payable', 'conflict', 'Nobody can be paid in this currency now', {
          excluded: plan.excluded.map(({ reason, amountMinor, until }) => ({ reason, amount: Number(amountMinor), ...(until === undefined ? {} : { until }) })),
        });
      }
      const id = newId(tx.now.getTime());
      const totalMinor = plan.payouts.reduce((sum, payout) => sum + payout.amountMinor, 0n);
      // The batch row comes first for the foreign keys; its digest is over ids that are minted here.
      const drafted = plan.payouts.map((payout) => ({ ...payout, payoutId: newId(tx.now.getTime()) }));
      const digest = batchDigest(id, currency, drafted.map(toDigested));
      await this.batches.insert(tx, { id, currency, cutoffAt, digest, totalMinor, payoutCount: drafted.length, excluded: plan.excluded, preparedBy: userId });
      for (const payout of drafted) await this.payouts.insert(tx, id, currency, payout); // in affiliate order
      await this.commissions.claim(tx, drafted.flatMap((payout) => commissionsOf(payout.items)));
      await this.audit.append(tx, { action: 'batch.drafted', subjectType: 'batch', subjectId: id, details: { currency, total: totalMinor.toString(), payouts: drafted.length } });
      return id;
    });
  }

  /** Payable commissions and adjustments, the reversals that their affiliates carry, and where they are paid to. */
  private async collect(tx: Tx, currency: Currency, cutoffAt: Date): Promise<Parameters<typeof planBatch>> {
    if (cutoffAt > tx.now) throw new DomainError('batch.cutoff_in_future', 'unprocessable', 'The cut-off must not lie in the future');
    const payable = await this.commissions.lockPayable(tx, currency, cutoffAt);
    const adjustments = await this.openAdjustments(tx, currency, cutoffAt);
    const affiliateIds = [...new Set([...payable, ...adjustments].map((item) => item.affiliateId))];
    const carried = await this.commissions.carriedReversals(tx, currency, affiliateIds);
    const taken = await this.payouts.taken(tx, carried.flatMap((item) => (item.reversalId === null ? [] : [item.reversalId])));
    const reversals = carried.filter((item) => item.reversalId !== null && !taken.has(item.reversalId));
    const items = [...[...payable, ...reversals].map(ofCommission), ...adjustments];
    return [items, await this.affiliates.liveDestinations(tx, affiliateIds), { now: tx.now, suspended: new Set(await this.affiliates.suspended(tx, affiliateIds)) }];
  }

  /** Approved adjustments that no payout has. */
  private async openAdjustments(tx: Tx, currency: Currency, cutoffAt: Date): Promise<PayoutItem[]> {
    const adjustments = await this.billing.lockPayableAdjustments(tx, currency, cutoffAt);
    const taken = await this.payouts.taken(tx, adjustments.map((adjustment) => adjustment.id));
    return adjustments.filter(({ id }) => !taken.has(id)).map(({ id, affiliateId, amountMinor }) => ({ affiliateId, commissionId: null, commissionReversalId: null, adjustmentId: id, amountMinor }));
  }
}

function ofCommission({ affiliateId, commissionId, reversalId, amountMinor }: PayableItem): PayoutItem {
  return { affiliateId, commissionId, commissionReversalId: reversalId, adjustmentId: null, amountMinor };
}

function toDigested(payout: { payoutId: Uuid; affiliateId: Uuid; stripeAccountId: string; amountMinor: bigint; items: readonly PayoutItem[] }): DigestedPayout {
  const { payoutId, affiliateId, stripeAccountId, amountMinor, items } = payout;
  return { payoutId, affiliateId, stripeAccountId, amountMinor, lines: items };
}
