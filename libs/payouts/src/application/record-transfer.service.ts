import { CommissionsFacade } from '@fairlead/commissions';
import { systemContext, type Uuid } from '@fairlead/kernel';
import { affiliateInTransit, affiliatePayable, LedgerFacade, stripeBalance } from '@fairlead/ledger';
import { Outbox, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { PAYOUT_FAILED, PAYOUT_TRANSFERRED, type PayoutView } from '../contracts';
import { commissionsOf } from '../domain/payout-item';
import type { SendRefusal } from '../domain/why-not-sent';
import { type AttemptView, AttemptsRepository } from '../persistence/attempts.repository';
import { BatchesRepository } from '../persistence/batches.repository';
import { PayoutsRepository } from '../persistence/payouts.repository';
import type { TransferOutcome } from '../stripe/stripe-gateway';
import { giveBack } from './release-batch.service';

const CONTEXT = systemContext('record-transfer');

/** Writes down what Stripe did with a payout, once: a second record of the same outcome finds the attempt closed. */
@Injectable()
export class RecordTransfer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly payouts: PayoutsRepository,
    private readonly attempts: AttemptsRepository,
    private readonly batches: BatchesRepository,
    private readonly commissions: CommissionsFacade,
    private readonly ledger: LedgerFacade,
    private readonly outbox: Outbox,
  ) {}

  async run(payoutId: Uuid, attemptId: Uuid, outcome: TransferOutcome): Promise<void> {
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const payout = await this.payouts.lock(tx, payoutId);
      const attempt = await this.attempts.openOf(tx, payoutId);
      if (!payout || attempt?.id !== attemptId) return;
      if (outcome.kind === 'not_run') return this.attempts.close(tx, attempt, attempt.status, outcome);
      if (outcome.kind === 'unknown') return this.markUnknown(tx, payout, attempt, outcome);
      if (outcome.kind === 'transferred') await this.markTransferred(tx, payout, attempt, outcome.transferId);
      else await this.markFailed(tx, payout, attempt, outcome);
      await this.settleBatch(tx, payout.batchId);
    });
  }

  /** A payout whose account cannot be paid, or may not yet, fails without an attempt; the money stays payable. */
  async park(payoutId: Uuid, refusal: SendRefusal): Promise<void> {
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const payout = await this.payouts.lock(tx, payoutId);
      if (payout?.status !== 'approved') return;
      await this.payouts.move(tx, payout, 'failed', { failureCode: refusal.code, failureMessage: refusal.message });
      await this.announce(tx, PAYOUT_FAILED, payout);
      await this.settleBatch(tx, payout.batchId);
    });
  }

  /** A transfer that was made and taken back whole: the commissions are payable again. */
  async markReturned(payoutId: Uuid): Promise<void> {
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      const payout = await this.payouts.lock(tx, payoutId);
      if (payout?.status !== 'transferred') return;
      await this.payouts.move(tx, payout, 'returned');
      await this.ledger.post(tx, {
        kind: 'payout.returned', key: `payout:${payout.id}:returned`, source: { type: 'payout', id: payout.id }, currency: payout.currency,
        lines: [
          { from: stripeBalance, to: affiliateInTransit(payout.affiliateId), amountMinor: payout.amountMinor },
          { from: affiliateInTransit(payout.affiliateId), to: affiliatePayable(payout.affiliateId), amountMinor: payout.amountMinor },
        ],
      });
      await giveBack(tx, this.payouts, this.commissions, payout, 'transfer_reversed');
    });
  }

  private async markUnknown(tx: Tx, payout: PayoutView, attempt: AttemptView, error: { code: string; message: string }): Promise<void> {
    await this.attempts.close(tx, attempt, 'unknown', error);
    if (payout.status === 'sending') await this.payouts.move(tx, payout, 'unknown', { failureCode: error.code, failureMessage: error.message });
  }

  private async markTransferred(tx: Tx, payout: PayoutView, attempt: AttemptView, transferId: string): Promise<void> {
    await this.attempts.close(tx, attempt, 'succeeded', null);
    await this.payouts.move(tx, payout, 'transferred', { transferId, settled: true });
    await this.ledger.post(tx, {
      kind: 'payout.transferred', key: `${attempt.idempotencyKey}:transferred`, source: { type: 'payout', id: payout.id }, currency: payout.currency, memo: transferId,
      lines: [{ from: affiliateInTransit(payout.affiliateId), to: stripeBalance, amountMinor: attempt.amountMinor }],
    });
    const lines = await this.payouts.lines(tx, [payout.id]);
    await this.commissions.markPaid(tx, commissionsOf(lines));
    await this.announce(tx, PAYOUT_TRANSFERRED, payout);
  }

  /** The sum is payable again, but stays claimed by this payout until finance sends it again or cancels it. */
  private async markFailed(tx: Tx, payout: PayoutView, attempt: AttemptView, error: { code: string; message: string }): Promise<void> {
    await this.attempts.close(tx, attempt, 'refused', error);
    await this.payouts.move(tx, payout, 'failed', { failureCode: error.code, failureMessage: error.message });
    await this.ledger.post(tx, {
      kind: 'payout.returned', key: `${attempt.idempotencyKey}:returned`, source: { type: 'payout', id: payout.id }, currency: payout.currency, memo: error.code,
      lines: [{ from: affiliateInTransit(payout.affiliateId), to: affiliatePayable(payout.affiliateId), amountMinor: attempt.amountMinor }],
    });
    await this.announce(tx, PAYOUT_FAILED, payout);
  }

  /** Ends the release once no payout of the batch has work to do. The batch lock makes the last one decide. */
  private async settleBatch(tx: Tx, batchId: Uuid): Promise<void> {
    const batch = await this.batches.lock(tx, batchId);
    const statuses = (await this.payouts.ofBatch(tx, batchId)).map((payout) => payout.status);
    if (batch.status !== 'releasing' || statuses.some((status) => ['approved', 'sending', 'unknown'].includes(status))) return;
    await this.batches.move(tx, batch, statuses.includes('failed') ? 'partly_failed' : 'settled');
  }

  private async announce(tx: Tx, type: string, payout: PayoutView): Promise<void> {
    await this.outbox.append(tx, { type, aggregateId: payout.id, payload: { payoutId: payout.id, affiliateId: payout.affiliateId } });
  }
}
