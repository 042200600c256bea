import { AdvertisersModule } from '@fairlead/advertisers';
import { LedgerModule } from '@fairlead/ledger';
import { Module } from '@nestjs/common';
import { ReadBilling } from './application/read-billing.query';
import { ReceiveFunding } from './application/receive-funding.service';
import { BillingFacade } from './billing.facade';

/** Funding by advertisers, and everybody's balances. */
@Module({ imports: [AdvertisersModule, LedgerModule], providers: [BillingFacade, ReadBilling, ReceiveFunding], exports: [BillingFacade, ReadBilling, ReceiveFunding] })
export class BillingModule {}
