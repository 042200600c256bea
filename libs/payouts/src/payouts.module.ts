import { AffiliatesModule } from '@fairlead/affiliates';
import { BillingModule } from '@fairlead/billing';
import { CommissionsModule } from '@fairlead/commissions';
import { LedgerModule } from '@fairlead/ledger';
import { Module } from '@nestjs/common';
import { ApproveBatch } from './application/approve-batch.service';
import { DraftBatch } from './application/draft-batch.service';
import { PayoutDestinations } from './application/payout-destinations.service';
import { ProcessStripeEvents } from './application/process-stripe-events.service';
import { ReadDigest } from './application/read-digest.query';
import { ReadExclusions } from './application/read-exclusions.query';
import { ReadPayouts } from './application/read-payouts.query';
import { ReadStatement } from './application/read-statement.query';
import { ReceiveStripeEvent } from './application/receive-stripe-event.service';
import { Reconcile } from './application/reconcile.query';
import { RecordAccount } from './application/record-account.service';
import { RecordTransfer } from './application/record-transfer.service';
import { ReleaseBatch } from './application/release-batch.service';
import { SendPayout } from './application/send-payout.service';
import { StartCoolDown } from './application/start-cool-down.service';
import { WriteStatement } from './application/write-statement.service';
import { PayoutsFacade } from './payouts.facade';
import { AttemptsRepository } from './persistence/attempts.repository';
import { BatchesRepository } from './persistence/batches.repository';
import { PayoutsRepository } from './persistence/payouts.repository';
import { SendDuePayouts } from './jobs/send-due-payouts.task';
import { StripeGateway } from './stripe/stripe-gateway';

const VERBS = [
  ApproveBatch, DraftBatch, PayoutDestinations, ProcessStripeEvents, ReadDigest, ReadExclusions, ReadPayouts, ReadStatement, ReceiveStripeEvent, Reconcile,
  RecordAccount, RecordTransfer, ReleaseBatch, SendPayout, StartCoolDown, WriteStatement,
];

/** Payouts: batches, approval, transfers, statements, and the affiliates' Stripe accounts. */
@Module({
  imports: [AffiliatesModule, BillingModule, CommissionsModule, LedgerModule],
  providers: [...VERBS, PayoutsFacade, AttemptsRepository, BatchesRepository, PayoutsRepository, SendDuePayouts, StripeGateway],
  exports: [...VERBS, PayoutsFacade, SendDuePayouts],
})
export class PayoutsModule {}
