import { FairleadConfig } from '@fairlead/platform';
import { Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AccountTokens } from './application/account-tokens.service';
import { AccountOpeners } from './application/account-openers';
import { ApiKeys } from './application/api-keys.service';
import { AuditLog } from './application/audit-log';
import { CallerNeeds } from './application/caller-needs';
import { CheckPassword } from './application/check-password.service';
import { DisableUser } from './application/disable-user.service';
import { FindActiveUser } from './application/find-active-user.query';
import { Invitations } from './application/invitations.service';
import { ACCESS_TOKEN_SECONDS, IssueSession } from './application/issue-session.service';
import { LimitAttempts } from './application/limit-attempts.service';
import { ListAuditEvents } from './application/list-audit-events.query';
import { MailFacts } from './application/mail-facts.service';
import { Passwords } from './application/passwords.service';
import { Profile } from './application/profile.service';
import { ReadUsers } from './application/read-users.query';
import { RefreshSession } from './application/refresh-session.service';
import { RegisterOrganization } from './application/register-organization.service';
import { SecondFactor } from './application/second-factor.service';
import { Sessions } from './application/sessions.service';
import { SignIn } from './application/sign-in.service';
import { SuspendOrganization } from './application/suspend-organization.service';
import { Team } from './application/team.service';
import { VerifyEmail } from './application/verify-email.service';
import { ViewAs } from './application/view-as.service';
import { JWT_ALGORITHM, JWT_AUDIENCE, JWT_ISSUER } from './http/jwt.strategy';
import { IdentityFacade } from './identity.facade';
import { PeopleRepository } from './persistence/people.repository';

const VERBS = [
  AccountOpeners, AccountTokens, ApiKeys, AuditLog, CallerNeeds, CheckPassword, DisableUser, FindActiveUser, Invitations, IssueSession, LimitAttempts, ListAuditEvents, MailFacts, Passwords,
  PeopleRepository, Profile, ReadUsers, RefreshSession, RegisterOrganization, SecondFactor, Sessions, SignIn, SuspendOrganization, Team, VerifyEmail, ViewAs, IdentityFacade,
];

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
  providers: VERBS,
  exports: VERBS,
})
export class IdentityModule {}
