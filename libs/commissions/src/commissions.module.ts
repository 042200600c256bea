import { ConversionsModule } from '@fairlead/conversions';
import { LedgerModule } from '@fairlead/ledger';
import { OffersModule } from '@fairlead/offers';
import { Module } from '@nestjs/common';
import { ReadCommissions } from './application/read-commissions.query';
import { ReleaseDueCommissions } from './application/release-due-commissions.service';
import { SettleConversion } from './application/settle-conversion.service';
import { CommissionsFacade } from './commissions.facade';
import { CommissionsRepository } from './persistence/commissions.repository';
import { PayablesRepository } from './persistence/payables.repository';

const VERBS = [ReadCommissions, ReleaseDueCommissions, SettleConversion];

/** Commissions: calculation, holds, release and reversal. */
@Module({
  imports: [ConversionsModule, OffersModule, LedgerModule],
  providers: [...VERBS, CommissionsFacade, CommissionsRepository, PayablesRepository],
  exports: [...VERBS, CommissionsFacade],
})
export class CommissionsModule {}
