import { type DynamicModule, Module } from '@nestjs/common';
import { EdgeReadiness } from './edge/edge-readiness';
import { EDGE_ROLE, type EdgeRole, EdgeRuntime } from './edge/edge-runtime';
import { ScriptVisits } from './edge/script-visits';
import { PromoLandingController } from './http/promo-landing.controller';
import { ScriptController } from './http/script.controller';
import { TrackingModule } from './tracking.module';

/** The redirect, for the tracker process. `/c/{code}` itself is served by the EdgeListener, in front of the framework. */
@Module({})
export class TrackingEdgeModule {
  static forRoot(role: EdgeRole): DynamicModule {
    return {
      module: TrackingEdgeModule, imports: [TrackingModule], controllers: [ScriptController, PromoLandingController],
      providers: [EdgeReadiness, EdgeRuntime, ScriptVisits, { provide: EDGE_ROLE, useValue: role }], exports: [EdgeReadiness, EdgeRuntime, ScriptVisits],
      global: true, // one per process, and the intake of browsers' events needs it
    };
  }
}
