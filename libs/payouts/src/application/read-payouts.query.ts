import { AffiliatesFacade } from '@fairlead/affiliates';
import { BillingFacade } from '@fairlead/billing';
import type { PayableAdjustment } from '@fairlead/billing/contracts';
import { CommissionsFacade, type CommissionTrace } from '@fairlead/commissions';
import { type JournalView, LedgerFacade } from '@fairlead/ledger';
import { notFound, type TenantContext, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { BatchStatus, BatchView, PayoutLineView, PayoutView } from '../contracts';
import { type PayoutWarning, warningsOf } from '../domain/payout-warnings';
import { type AttemptView, AttemptsRepository } from '../persistence/attempts.repository';
import { BatchesRepository, type PayoutHistoryEntry } from '../persistence/batches.repository';
import { PayoutsRepository } from '../persistence/payouts.repository';

/** One line of a payout with what is behind it: a commission, down to the click, or an adjustment. */
export type TracedLine = { readonly line: PayoutLineView } & (
  | { readonly trace: CommissionTrace; readonly adjustment: null }
  | { readonly trace: null; readonly adjustment: PayableAdjustment }
);

/** A payout from the bank's side down to the clicks. The batch's people are for staff. */
export interface PayoutTrace {
  readonly payout: PayoutView;
  readonly batch: BatchView | null;
  readonly attempts: AttemptView[];
  readonly history: PayoutHistoryEntry[];
  readonly journals: JournalView[];
  readonly lines: TracedLine[];
}

/** Longest payout whose whole trace is given at once; larger ones are read line by line. */
export const TRACE_LINES = 200;

/** A warning is of use until the money leaves. */
const STILL_HERE: ReadonlySet<BatchStatus> = new Set(['draft', 'rejected', 'submitted', 'approved']);

/** Reads batches, payouts and their traces, as the caller may see them. */
@Injectable()
export class ReadPayouts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly batches: BatchesRepository,
    private readonly payouts: PayoutsRepository,
    private readonly attempts: AttemptsRepository,
    private readonly affiliates: AffiliatesFacade,
    private readonly commissions: CommissionsFacade,
    private readonly billing: BillingFacade,
    private readonly ledger: LedgerFacade,
  ) {}

  /** @throws DomainError `batch.not_found`. */
  async batch(context: TenantContext, id: Uuid): Promise<{ batch: BatchView; history: PayoutHistoryEntry[]; byStatus: Record<string, number>; warnings: PayoutWarning[] }> {
    return this.unitOfWork.run(context, async (tx) => {
      const batch = await this.batches.find(tx, id);
      if (!batch) throw notFound('batch', id);
      const byStatus: Record<string, number> = {};
      for (const payout of await this.payouts.ofBatch(tx, id)) byStatus[payout.status] = (byStatus[payout.status] ?? 0) + 1;
      const warnings = STILL_HERE.has(batch.status) ? await this.warnings(tx, batch) : [];
      return { batch, history: await this.batches.history(tx, id), byStatus, warnings };
    });
  }

  async listBatches(context: TenantContext, page: { before: Uuid | null; limit: number; status?: string | undefined }): Promise<BatchView[]> {
    return this.unitOfWork.run(context, (tx) => this.batches.list(tx, page));
  }

  async list(context: TenantContext, page: { before: Uuid | null; limit: number; batchId?: Uuid | undefined; status?: string | undefined }): Promise<PayoutView[]> {
    return this.unitOfWork.run(context, (tx) => this.payouts.list(tx, context, page));
  }

  /** @throws DomainError `payout.not_found`. */
  async get(context: TenantContext, id: Uuid): Promise<PayoutView> {
    const payout = await this.unitOfWork.run(context, (tx) => this.payouts.findVisible(tx, context, id));
    if (!payout) throw notFound('payout', id);
    return payout;
  }

  /** A payout with up to `limit` of its lines, each traced. @throws DomainError `payout.not_found`. */
  async trace(context: TenantContext, id: Uuid, limit: number = TRACE_LINES): Promise<PayoutTrace> {
    const own = await this.unitOfWork.run(context, async (tx) => {
      const payout = await this.payouts.findVisible(tx, context, id);
      if (!payout) throw notFound('payout', id);
      const lines = (await this.payouts.lines(tx, [id])).slice(0, limit);
      return {
        payout,
        batch: context.scope === 'network' ? await this.batches.find(tx, payout.batchId) : null,
        attempts: await this.attempts.ofPayout(tx, id),
        history: await this.batches.payoutHistory(tx, id),
        journals: await this.ledger.journalsOf(tx, [id]),
        lines,
        adjustments: await this.billing.payableAdjustments(tx, lines.flatMap((line) => line.adjustmentId ?? [])),
      };
    });
    const { adjustments, ...rest } = own;
    const lines: TracedLine[] = [];
    for (const line of rest.lines) lines.push(await this.traceLine(context, line, adjustments)); // one pool connection at a time
    return { ...rest, lines };
  }

  private async warnings(tx: Tx, batch: BatchView): Promise<PayoutWarning[]> {
    const payouts = await this.payouts.withPast(tx, batch);
    return warningsOf(payouts, await this.affiliates.liveDestinations(tx, payouts.map((payout) => payout.affiliateId)), tx.now);
  }

  private async traceLine(context: TenantContext, line: PayoutLineView, adjustments: readonly PayableAdjustment[]): Promise<TracedLine> {
    if (line.commissionId !== null) return { line, trace: await this.commissions.trace(context, line.commissionId), adjustment: null };
    const adjustment = adjustments.find(({ id }) => id === line.adjustmentId);
    if (!adjustment) throw new Error(`payout line ${line.id} is for nothing that its reader may see`);
    return { line, trace: null, adjustment };
  }
}
