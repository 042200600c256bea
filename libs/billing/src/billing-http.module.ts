import { LedgerModule } from '@fairlead/ledger';
import { Module } from '@nestjs/common';
import { BillingModule } from './billing.module';
import { AdjustmentsController } from './http/adjustments.controller';
import { BalancesController } from './http/balances.controller';
import { FundingsController } from './http/fundings.controller';
import { LedgerController } from './http/ledger.controller';

/** REST of the billing context and of the books. */
@Module({ imports: [BillingModule, LedgerModule], controllers: [AdjustmentsController, BalancesController, FundingsController, LedgerController] })
export class BillingHttpModule {}
