import { AdvertisersModule, PostbackCredentials } from '@fairlead/advertisers';
import { AffiliatesModule, Channels } from '@fairlead/affiliates';
import { BillingFacade, BillingModule } from '@fairlead/billing';
import { CommissionsModule, CommissionsWorkerModule, ReleaseDueCommissions } from '@fairlead/commissions';
import { ConversionsModule, DecideConversion, ReceiveReport, ReverseConversion } from '@fairlead/conversions';
import { AuditLog, IdentityFacade, IdentityModule } from '@fairlead/identity';
import type { MovableClock } from '@fairlead/kernel';
import { LedgerModule } from '@fairlead/ledger';
import { NoticesWorkerModule } from '@fairlead/notifications';
import { ApplyToOffer, CreateOffer, DecideApplication, MoveOffer, OffersFacade, OffersModule, PromoCodes, UpdateOffer } from '@fairlead/offers';
import { PayoutDestinations, PayoutsFacade, PayoutsModule, SendDuePayouts } from '@fairlead/payouts';
import { ConfigModule, ConsumingModule, DatabaseModule, DrainEvents, FairleadConfig, OutboxModule, UnitOfWork } from '@fairlead/platform';
import { ClickIds, TakeLink, TrackingFacade, TrackingModule } from '@fairlead/tracking';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Module({})
class DemoModule {}

/** The verbs that the demo network is made with: the same ones that people and servers call. */
export interface DemoApp {
  readonly context: INestApplicationContext;
  readonly clock: MovableClock;
  readonly config: FairleadConfig;
  readonly audit: AuditLog;
  readonly billing: BillingFacade;
  readonly channels: Channels;
  readonly createOffer: CreateOffer;
  readonly credentials: PostbackCredentials;
  readonly apply: ApplyToOffer;
  readonly decideApplication: DecideApplication;
  readonly decideConversion: DecideConversion;
  readonly destinations: PayoutDestinations;
  readonly drain: DrainEvents;
  readonly identity: IdentityFacade;
  readonly moveOffer: MoveOffer;
  readonly offers: OffersFacade;
  readonly payouts: PayoutsFacade;
  readonly promoCodes: PromoCodes;
  readonly receiveReport: ReceiveReport;
  readonly releaseDue: ReleaseDueCommissions;
  readonly reverse: ReverseConversion;
  readonly sendDuePayouts: SendDuePayouts;
  readonly takeLink: TakeLink;
  readonly clickIds: ClickIds;
  readonly tracking: TrackingFacade;
  readonly unitOfWork: UnitOfWork;
  readonly updateOffer: UpdateOffer;
}

/** Every context in one process, on a clock that the seeding moves through the past. */
export async function openDemoApp(env: NodeJS.ProcessEnv, clock: MovableClock): Promise<DemoApp> {
  const config = new FairleadConfig(env);
  const context = await NestFactory.createApplicationContext(
    {
      module: DemoModule,
      imports: [
        ConfigModule.forRoot(config, clock), DatabaseModule, OutboxModule, ConsumingModule, IdentityModule, AdvertisersModule, AffiliatesModule, OffersModule,
        TrackingModule, ConversionsModule, LedgerModule, CommissionsModule, CommissionsWorkerModule, BillingModule, PayoutsModule, NoticesWorkerModule,
      ],
    },
    { logger: ['warn', 'error'], abortOnError: false },
  );
  return {
    context, clock, config, audit: context.get(AuditLog), billing: context.get(BillingFacade), channels: context.get(Channels), createOffer: context.get(CreateOffer),
    credentials: context.get(PostbackCredentials), apply: context.get(ApplyToOffer), decideApplication: context.get(DecideApplication),
    decideConversion: context.get(DecideConversion), destinations: context.get(PayoutDestinations), drain: context.get(DrainEvents), identity: context.get(IdentityFacade),
    moveOffer: context.get(MoveOffer), offers: context.get(OffersFacade), payouts: context.get(PayoutsFacade), promoCodes: context.get(PromoCodes),
    receiveReport: context.get(ReceiveReport), releaseDue: context.get(ReleaseDueCommissions), reverse: context.get(ReverseConversion),
    sendDuePayouts: context.get(SendDuePayouts), takeLink: context.get(TakeLink), clickIds: context.get(ClickIds), tracking: context.get(TrackingFacade), unitOfWork: context.get(UnitOfWork),
    updateOffer: context.get(UpdateOffer),
  };
}
