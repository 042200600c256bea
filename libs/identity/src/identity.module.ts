import { FairleadConfig } from '@fairlead/platform';
import { Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AccountOpeners } from './application/account-openers';
import { ApiKeys } from './application/api-keys.service';
import { AuditLog } from './application/audit-log';
import { FindActiveUser } from './application/find-active-user.query';
import { ACCESS_TOKEN_SECONDS, IssueSession } from './application/issue-session.service';
import { ListAuditEvents } from './application/list-audit-events.query';
import { RefreshSession } from './application/refresh-session.service';
import { RegisterOrganization } from './application/register-organization.service';
import { SignIn } from './application/sign-in.service';
import { JWT_ALGORITHM, JWT_AUDIENCE, JWT_ISSUER } from './http/jwt.strategy';
import { IdentityFacade } from './identity.facade';

/** Organizations, users, sessions, API keys and the audit log. Global, because every context writes audit rows. */
@Global()
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [FairleadConfig],
      useFactory: (config: FairleadConfig) => ({
        secret: config.jwtSecret,
        signOptions: { algorithm: JWT_ALGORITHM, issuer: JWT_ISSUER, audience: JWT_AUDIENCE, expiresIn: ACCESS_TOKEN_SECONDS },
      }),
    }),
  ],
  providers: [AccountOpeners, ApiKeys, AuditLog, FindActiveUser, IssueSession, ListAuditEvents, RefreshSession, RegisterOrganization, SignIn, IdentityFacade],
  exports: [AccountOpeners, ApiKeys, AuditLog, FindActiveUser, ListAuditEvents, RefreshSession, RegisterOrganization, SignIn, IdentityFacade],
})
export class IdentityModule {}
