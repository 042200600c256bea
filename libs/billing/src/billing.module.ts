import { AdvertisersModule } from '@fairlead/advertisers';
import { LedgerModule } from '@fairlead/ledger';
import { Module } from '@nestjs/common';
import { DecideAdjustment } from './application/decide-adjustment.service';
import { ReadAdjustments } from './application/read-adjustments.query';
import { ReadBilling } from './application/read-billing.query';
import { ReceiveFunding } from './application/receive-funding.service';
import { RequestAdjustment } from './application/request-adjustment.service';
import { BillingFacade } from './billing.facade';
import { AdjustmentsRepository } from './persistence/adjustments.repository';

const VERBS = [DecideAdjustment, ReadAdjustments, ReadBilling, ReceiveFunding, RequestAdjustment];

/** Funding by advertisers, corrections, and everybody's balances. */
@Module({ imports: [AdvertisersModule, LedgerModule], providers: [...VERBS, AdjustmentsRepository, BillingFacade], exports: [...VERBS, BillingFacade] })
export class BillingModule {}
