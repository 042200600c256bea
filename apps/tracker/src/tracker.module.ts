import { ConversionsEdgeModule } from '@fairlead/conversions';
import type { Clock } from '@fairlead/kernel';
import { ConfigModule, DatabaseModule, type FairleadConfig, HealthController, OutboxModule, Readiness, SpoolModule, type SpoolRole } from '@fairlead/platform';
import { EdgeReadiness, type EdgeRole, TrackingEdgeModule } from '@fairlead/tracking';
import { type DynamicModule, Module } from '@nestjs/common';

/** What a tracker process is to the machine: `writer` names it, one of them drains and saves. */
export type TrackerRole = SpoolRole & EdgeRole;

/** A tracker that stands alone. */
export const WHOLE_TRACKER: TrackerRole = { writer: '0', drains: true, worker: 0, hasSiblings: false, savesSnapshot: true };

/** The tracker process: redirects and postbacks. Every route of it is public; postbacks prove themselves. */
@Module({})
export class TrackerModule {
  static forRoot(config: FairleadConfig, role: TrackerRole, clock?: Clock): DynamicModule {
    return {
      module: TrackerModule,
      imports: [ConfigModule.forRoot(config, clock), DatabaseModule, OutboxModule, SpoolModule.forRoot(role), TrackingEdgeModule.forRoot(role), ConversionsEdgeModule],
      controllers: [HealthController],
      providers: [{ provide: Readiness, useExisting: EdgeReadiness }],
    };
  }
}
