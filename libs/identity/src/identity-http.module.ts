import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ROUTE_CALLERS, type RouteCallers } from './contracts';
import { ApiKeysController } from './http/api-keys.controller';
import { AuditEventsController } from './http/audit-events.controller';
import { SetUpNetwork } from './application/set-up-network.service';
import { AuthController } from './http/auth.controller';
import { CallerGuard } from './http/caller.guard';
import { InvitationsController } from './http/invitations.controller';
import { JwtStrategy } from './http/jwt.strategy';
import { MeController } from './http/me.controller';
import { MembersController } from './http/members.controller';
import { OrganizationsController } from './http/organizations.controller';
import { SecondFactorController } from './http/second-factor.controller';
import { SetupController } from './http/setup.controller';
import { UsersController } from './http/users.controller';
import { IdentityModule } from './identity.module';

/** Sign-in routes, and the guard that every route of the process passes. */
@Module({})
export class IdentityHttpModule {
  static forRoot(routes: RouteCallers): DynamicModule {
    return {
      module: IdentityHttpModule,
      imports: [IdentityModule],
      controllers: [
        AuthController, MeController, SecondFactorController, OrganizationsController, MembersController, InvitationsController, SetupController, ApiKeysController,
        AuditEventsController, UsersController,
      ],
      providers: [JwtStrategy, SetUpNetwork, { provide: ROUTE_CALLERS, useValue: routes }, { provide: APP_GUARD, useClass: CallerGuard }],
    };
  }
}
