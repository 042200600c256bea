import { Module } from '@nestjs/common';
import { PayoutBatchesController } from './http/payout-batches.controller';
import { PayoutDestinationsController } from './http/payout-destinations.controller';
import { PayoutExclusionsController } from './http/payout-exclusions.controller';
import { PayoutsController } from './http/payouts.controller';
import { StripeWebhooksController } from './http/stripe-webhooks.controller';
import { ReconciliationController } from './http/reconciliation.controller';
import { PayoutsModule } from './payouts.module';

/** REST of the payouts context, and Stripe's webhooks. */
@Module({ imports: [PayoutsModule], controllers: [ReconciliationController, PayoutBatchesController, PayoutExclusionsController, PayoutsController, PayoutDestinationsController, StripeWebhooksController] })
export class PayoutsHttpModule {}
