import { Clock, encodeId, systemContext, type Uuid } from '@fairlead/kernel';
import { affiliateInTransit, affiliatePayable, LedgerFacade } from '@fairlead/ledger';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { PayoutView } from '../contracts';
import { LEASE_MS, LOOKUPS_NEEDED, nextStep } from '../domain/next-step';
import { whyNotSent } from '../domain/why-not-sent';
import { type AttemptView, AttemptsRepository } from '../persistence/attempts.repository';
import { PayoutsRepository } from '../persistence/payouts.repository';
import { StripeGateway, type TransferOutcome } from '../stripe/stripe-gateway';
import { RecordAccount } from './record-account.service';
import { RecordTransfer } from './record-transfer.service';

const CONTEXT = systemContext('send-payout');

/**
 * Sends one payout, or finds out what became of it. The attempt with its key and the ledger entry are committed before Stripe is called;
 * whatever happens in between is resolved by the same key or by looking, never by a new key.
 */
@Injectable()
export class SendPayout {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly payouts: PayoutsRepository,
    private readonly attempts: AttemptsRepository,
    private readonly ledger: LedgerFacade,
    private readonly stripe: StripeGateway,
    private readonly recordAccount: RecordAccount,
    private readonly recordTransfer: RecordTransfer,
  ) {}

  async run(payoutId: Uuid): Promise<void> {
    const waiting = await this.unitOfWork.run(CONTEXT, (tx) => this.payouts.findVisible(tx, CONTEXT, payoutId));
    if (waiting?.status === 'approved' && !(await this.mayBePaid(waiting))) return;
    const taken = await this.take(payoutId);
    if (!taken) return;
    const outcome = await this.resolve(taken.payout, taken.attempt);
    if (outcome) await this.recordTransfer.run(taken.payout.id, taken.attempt.id, outcome);
  }

  /** Asked immediately before the transfer: since the approval the account may have been restricted, replaced, or given another bank account. */
  private async mayBePaid(payout: PayoutView): Promise<boolean> {
    const askedAt = this.clock.now();
    const account = await this.stripe.readAccount(payout.stripeAccountId);
    const destination = await this.unitOfWork.run(CONTEXT, (tx) => this.recordAccount.run(tx, payout.stripeAccountId, account, askedAt));
    const refusal = whyNotSent(destination ?? { status: account.status, coolsUntil: null }, askedAt);
    if (refusal) await this.recordTransfer.park(payout.id, refusal);
    // An answer that was not kept may have told of a change: the payout stays due, and the next round asks again.
    return refusal === null && (destination === null || destination.checkedAt <= askedAt);
  }

  /** Opens an attempt for an approved payout, or takes an open one up whose lease is over. Null when another worker is at it. */
  private async take(payoutId: Uuid): Promise<{ payout: PayoutView; attempt: AttemptView } | null> {
    return this.unitOfWork.run(CONTEXT, async (tx) => {
      const payout = await this.payouts.lock(tx, payoutId);
      if (!payout) return null;
      if (payout.status === 'approved') {
        const attempt = await this.attempts.open(tx, payout);
        await this.payouts.move(tx, payout, 'sending');
        await this.ledger.post(tx, {
          kind: 'payout.reserved', key: `${attempt.idempotencyKey}:reserved`, source: { type: 'payout', id: payout.id }, currency: payout.currency,
          lines: [{ from: affiliatePayable(payout.affiliateId), to: affiliateInTransit(payout.affiliateId), amountMinor: payout.amountMinor }],
        });
        return { payout: { ...payout, status: 'sending' }, attempt };
      }
      const attempt = await this.attempts.openOf(tx, payoutId);
      if (!attempt || tx.now.getTime() - attempt.lastSentAt.getTime() < LEASE_MS) return null;
      await this.attempts.take(tx, attempt);
      return { payout, attempt: { ...attempt, tries: attempt.tries + 1, lastSentAt: tx.now } };
    });
  }

  /** Null leaves the attempt as it is: old, looked for and not found often enough yet. */
  private async resolve(payout: PayoutView, attempt: AttemptView): Promise<TransferOutcome | null> {
    const step = nextStep(attempt, attempt.lastSentAt);
    const found = await this.lookUp(payout);
    if (found) return found;
    if (step === 'look_up_then_send') return this.send(payout, attempt);
    await this.unitOfWork.run(CONTEXT, (tx) => this.attempts.noteEmptyLookup(tx, attempt));
    if (attempt.emptyLookups + 1 < LOOKUPS_NEEDED) return null;
    return { kind: 'refused', code: 'transfer_not_found', message: 'Stripe has no transfer for this payout, and its key is too old to use again' };
  }

  private async send(payout: PayoutView, attempt: AttemptView): Promise<TransferOutcome> {
    return this.stripe.createTransfer({
      amountMinor: attempt.amountMinor, currency: attempt.currency, stripeAccountId: attempt.stripeAccountId, group: transferGroup(payout.id),
      metadata: { payout_id: encodeId('payout', payout.id), batch_id: encodeId('batch', payout.batchId) }, idempotencyKey: attempt.idempotencyKey,
    });
  }

  private async lookUp(payout: PayoutView): Promise<TransferOutcome | null> {
    const found = await this.stripe.findTransfers(transferGroup(payout.id));
    const own = found.find((transfer) => transfer.payoutId === encodeId('payout', payout.id));
    return own ? { kind: 'transferred', transferId: own.id } : null;
  }
}

/** What a payout's transfers are listed by at Stripe. */
function transferGroup(payoutId: Uuid): string {
  return `payout_${payoutId}`;
}
