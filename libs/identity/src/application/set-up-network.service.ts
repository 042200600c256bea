import { DomainError, systemContext } from '@fairlead/kernel';
import { FairleadConfig, type Tx, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { hashPassword } from '../domain/password-hash';
import { PeopleRepository } from '../persistence/people.repository';
import { AccountTokens } from './account-tokens.service';
import { IssueSession } from './issue-session.service';
import { LimitAttempts } from './limit-attempts.service';
import { RegisterOrganization } from './register-organization.service';
import type { Device, Session } from './session-user';

const CONTEXT = systemContext('set-up');
/** Held by who sets up: `fairlead set-up` in ASCII digits that mean nothing else. */
const SETUP_LOCK = 7_001_846;

/** The network's first administrator. */
export interface FirstAdministrator {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly organizationName: string;
  readonly country: string;
}

/** Makes the first administrator of a network that has none, for who has the set-up token of the log or of `SETUP_TOKEN`. */
@Injectable()
export class SetUpNetwork implements OnApplicationBootstrap {
  private readonly logger = new Logger(SetUpNetwork.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: FairleadConfig,
    private readonly tokens: AccountTokens,
    private readonly people: PeopleRepository,
    private readonly registerOrganization: RegisterOrganization,
    private readonly issueSession: IssueSession,
    private readonly limit: LimitAttempts,
  ) {}

  /** Each start of an API without an administrator makes a token, good for a day; all of them end with the first that is used. */
  async onApplicationBootstrap(): Promise<void> {
    const token = await this.unitOfWork.run(CONTEXT, async (tx) =>
      (await this.isNeeded(tx)) ? this.tokens.mint(tx, 'setup', null, this.config.setupToken ?? undefined) : null,
    );
    if (token === null) return;
    this.logger.warn(this.config.setupToken === null ? { event: 'setup.token_made', setup_token: token } : { event: 'setup.token_of_environment' });
  }

  async needed(): Promise<boolean> {
    return this.unitOfWork.run(CONTEXT, (tx) => this.isNeeded(tx));
  }

  /** @throws DomainError `setup.done` (conflict), `setup.token_invalid` (forbidden) or `user.email_taken` (conflict). */
  async run(token: string, first: FirstAdministrator, device: Device): Promise<Session> {
    await this.limit.count('token.address', device.ip);
    const known = await this.unitOfWork.run(CONTEXT, (tx) => this.tokens.peek(tx, 'setup', token));
    if (!known) throw await this.refusal();
    const passwordHash = await hashPassword(first.password);
    try {
      return await this.unitOfWork.run(CONTEXT, async (tx) => {
        await tx.rows(`SELECT pg_advisory_xact_lock(${SETUP_LOCK})`); // two tokens at once make one administrator
        if (!(await this.isNeeded(tx))) throw setupDone();
        if (!(await this.tokens.take(tx, 'setup', token))) throw tokenInvalid();
        const { email, password, country } = first;
        const { userId, organizationId } = await this.registerOrganization.register(tx, { role: 'admin', email, password, name: first.organizationName, country }, passwordHash);
        await tx.rows(`UPDATE user_account SET name = $2 WHERE id = $1`, [userId, first.name]);
        await tx.rows(`UPDATE account_token SET used_at = $1 WHERE kind = 'setup' AND used_at IS NULL`, [tx.now]);
        const user = await this.people.enter(tx, userId, organizationId);
        if (!user) throw new Error('the first administrator cannot enter');
        return this.issueSession.open(tx, user, device.userAgent);
      });
    } catch (error) {
      if (violates(error, 'uq_user_account_email')) throw new DomainError('user.email_taken', 'conflict', 'There is an account with this e-mail address; sign in instead');
      throw error;
    }
  }

  private async refusal(): Promise<DomainError> {
    return (await this.needed()) ? tokenInvalid() : setupDone();
  }

  private async isNeeded(tx: Tx): Promise<boolean> {
    return (await tx.row(`SELECT 1 AS is FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.team_role = 'admin' AND u.status = 'active' LIMIT 1`)) === null;
  }
}

function tokenInvalid(): DomainError {
  return new DomainError('setup.token_invalid', 'forbidden', 'This is not the set-up token of the log, or it is over; restart the API for a new one');
}

function setupDone(): DomainError {
  return new DomainError('setup.done', 'conflict', 'The network has an administrator; sign in');
}
