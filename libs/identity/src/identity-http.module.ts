import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ROUTE_CALLERS, type RouteCallers } from './contracts';
import { ApiKeysController } from './http/api-keys.controller';
import { AuditEventsController } from './http/audit-events.controller';
import { AuthController } from './http/auth.controller';
import { CallerGuard } from './http/caller.guard';
import { JwtStrategy } from './http/jwt.strategy';
import { IdentityModule } from './identity.module';

/** Sign-in routes, and the guard that every route of the process passes. */
@Module({})
export class IdentityHttpModule {
  static forRoot(routes: RouteCallers): DynamicModule {
    return {
      module: IdentityHttpModule,
      imports: [IdentityModule],
      controllers: [AuthController, ApiKeysController, AuditEventsController],
      providers: [JwtStrategy, { provide: ROUTE_CALLERS, useValue: routes }, { provide: APP_GUARD, useClass: CallerGuard }],
    };
  }
}
