import { AdvertisersHttpModule } from '@fairlead/advertisers';
import { AffiliatesHttpModule } from '@fairlead/affiliates';
import { BillingHttpModule } from '@fairlead/billing';
import { CommissionsHttpModule } from '@fairlead/commissions';
import { ConversionsHttpModule } from '@fairlead/conversions';
import { IdentityHttpModule } from '@fairlead/identity';
import type { Clock } from '@fairlead/kernel';
import { NotificationsHttpModule } from '@fairlead/notifications';
import { OffersHttpModule } from '@fairlead/offers';
import { OperationsHttpModule } from '@fairlead/operations';
import { PayoutsHttpModule } from '@fairlead/payouts';
import { ConfigModule, DatabaseModule, type FairleadConfig, HealthController, IdempotencyInterceptor, OutboxModule, Readiness, ScheduleModule, SettingsController, TaskLoop } from '@fairlead/platform';
import { ReportingHttpModule } from '@fairlead/reporting';
import { TrackingHttpModule } from '@fairlead/tracking';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ROUTE_CALLERS } from './route-callers';

/** The REST of every context. */
const CONTEXTS = [
  AdvertisersHttpModule, AffiliatesHttpModule, OffersHttpModule, TrackingHttpModule, ConversionsHttpModule, CommissionsHttpModule, BillingHttpModule,
  PayoutsHttpModule, NotificationsHttpModule, OperationsHttpModule, ReportingHttpModule,
];

/** The API process: REST under /api/v1, webhooks, probes, and the tasks that need what only it has. Every route passes the guard of the function matrix. */
@Module({})
export class ApiModule {
  static forRoot(config: FairleadConfig, clock?: Clock): DynamicModule {
    return {
      module: ApiModule,
      imports: [ConfigModule.forRoot(config, clock), DatabaseModule, OutboxModule, ScheduleModule, IdentityHttpModule.forRoot(ROUTE_CALLERS), ...CONTEXTS],
      controllers: [HealthController, SettingsController],
      providers: [Readiness, TaskLoop, { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor }],
    };
  }
}
