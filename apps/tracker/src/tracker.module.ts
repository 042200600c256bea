import { ConversionsEdgeModule } from '@fairlead/conversions';
import type { Clock } from '@fairlead/kernel';
import { ConfigModule, DatabaseModule, type FairleadConfig, HealthController, OutboxModule } from '@fairlead/platform';
import { TrackingEdgeModule } from '@fairlead/tracking';
import { type DynamicModule, Module } from '@nestjs/common';

/** The tracker process: redirects and postbacks. Every route of it is public; postbacks prove themselves. */
@Module({})
export class TrackerModule {
  static forRoot(config: FairleadConfig, clock?: Clock): DynamicModule {
    return {
      module: TrackerModule,
      imports: [ConfigModule.forRoot(config, clock), DatabaseModule, OutboxModule, TrackingEdgeModule, ConversionsEdgeModule],
      controllers: [HealthController],
    };
  }
}
