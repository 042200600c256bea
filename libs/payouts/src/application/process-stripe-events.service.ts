import { SECOND_MS, systemContext } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable, Logger } from '@nestjs/common';
import { PayoutsRepository } from '../persistence/payouts.repository';
import { StripeGateway } from '../stripe/stripe-gateway';
import { PayoutDestinations } from './payout-destinations.service';
import { RecordTransfer } from './record-transfer.service';

const CONTEXT = systemContext('process-stripe-events');
const FIRST_RETRY_MS = 5 * SECOND_MS;
const LONGEST_RETRY_MS = 3_600 * SECOND_MS;

interface DueEvent {
  readonly id: string;
  readonly type: string;
  readonly account: string | null;
  readonly objectId: string | null;
}

/** Acts on stored webhooks. The body is a hint that may be late, doubled or out of order: what it is about is fetched from Stripe. */
@Injectable()
export class ProcessStripeEvents {
  private readonly logger = new Logger(ProcessStripeEvents.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly payouts: PayoutsRepository,
    private readonly stripe: StripeGateway,
    private readonly destinations: PayoutDestinations,
    private readonly recordTransfer: RecordTransfer,
  ) {}

  /** Handles up to 100 due events, each apart; a failed one is tried again later. Returns how many were handled. */
  async run(): Promise<number> {
    const events = await this.unitOfWork.run(CONTEXT, (tx) =>
      tx.rows<DueEvent>(
        // ix_stripe_event_due
        `SELECT id, type, account, payload -> 'data' -> 'object' ->> 'id' AS object_id FROM stripe_event
         WHERE processed_at IS NULL AND available_at <= $1 ORDER BY available_at LIMIT 100`,
        [tx.now],
      ),
    );
    let handled = 0;
    for (const event of events) handled += await this.handle(event); // in order of arrival, though nothing depends on it
    return handled;
  }

  private async handle(event: DueEvent): Promise<number> {
    try {
      await this.act(event);
      await this.unitOfWork.run(CONTEXT, (tx) => tx.rows(`UPDATE stripe_event SET processed_at = $2, last_error = NULL, attempts = attempts + 1 WHERE id = $1`, [event.id, tx.now]));
      return 1;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.logger.warn({ event: 'stripe_event.failed', id: event.id, type: event.type, message });
      await this.unitOfWork.run(CONTEXT, (tx) =>
        tx.rows(
          `UPDATE stripe_event SET attempts = attempts + 1, last_error = $2,
             available_at = $3::timestamptz + least(${LONGEST_RETRY_MS}, ${FIRST_RETRY_MS} * power(2, least(attempts, 20))) * interval '1 millisecond' WHERE id = $1`,
          [event.id, message.slice(0, 1_000), tx.now],
        ),
      );
      return 0;
    }
  }

  private async act(event: DueEvent): Promise<void> {
    if (event.type.startsWith('account.') || event.type.startsWith('capability.')) {
      const account = event.account ?? (event.type === 'account.updated' ? event.objectId : null);
      // Tried again later, or a change that only this event tells of could be missed.
      if (account && !(await this.destinations.refresh(account))) throw new Error('the answer to a later question is on record; ask again');
    }
    if (event.type === 'transfer.reversed' && event.objectId) await this.onTransferReversed(event.objectId);
  }

  /** A part taken back is a matter for a person: the ledger shows it at reconciliation, and nothing is sent again by itself. */
  private async onTransferReversed(transferId: string): Promise<void> {
    const payout = await this.unitOfWork.run(CONTEXT, (tx) => this.payouts.byTransfer(tx, transferId));
    if (!payout) return;
    const transfer = await this.stripe.readTransfer(transferId);
    if (transfer.amountReversedMinor === transfer.amountMinor) await this.recordTransfer.markReturned(payout.id);
    else this.logger.error({ event: 'transfer.partly_reversed', payout: payout.id, transfer: transferId, reversed: transfer.amountReversedMinor.toString() });
  }
}
