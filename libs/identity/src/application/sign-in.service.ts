import { DAY_MS, DomainError, MINUTE_MS, newId, systemContext, type Uuid } from '@fairlead/kernel';
import { FairleadConfig, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { verifyPassword } from '../domain/password-hash';
import { keyedHash } from '../domain/secret-token';
import { PeopleRepository, type SignInRow } from '../persistence/people.repository';
import { AccountTokens, TOKEN_LIFE_MS } from './account-tokens.service';
import { AuditLog } from './audit-log';
import { IssueSession } from './issue-session.service';
import { LimitAttempts } from './limit-attempts.service';
import { SecondFactor } from './second-factor.service';
import type { Device, Session, SessionUser } from './session-user';

const WINDOW_MS = 15 * MINUTE_MS;
const FAILURES_PER_EMAIL = 10;
const FAILURES_PER_ADDRESS = 100;
const CONTEXT = systemContext('sign-in');

/**
 * Signs a person in by e-mail and password, and by a one-time code where a second factor is on. Ten failures for an e-mail within 15 minutes,
 * or 100 from an address, close the door for a while.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: FairleadConfig,
    private readonly people: PeopleRepository,
    private readonly issueSession: IssueSession,
    private readonly tokens: AccountTokens,
    private readonly secondFactor: SecondFactor,
    private readonly limit: LimitAttempts,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @throws DomainError `auth.bad_credentials`, `auth.second_factor_required` (both unauthenticated; the second with the `challenge` for
   * `withSecondFactor`), `auth.organization_suspended` (forbidden) or `auth.too_many_attempts` (rate_limited).
   */
  async run(email: string, password: string, device: Device): Promise<Session> {
    const emailHash = keyedHash(this.config.encryptionKey, email.toLowerCase());
    const ipHash = keyedHash(this.config.encryptionKey, device.ip);
    const { user, attempt } = await this.lookUp(email, emailHash, ipHash);
    // Outside the transaction: hashing takes tens of milliseconds and needs no connection.
    if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) throw badCredentials();
    await this.unitOfWork.run(CONTEXT, (tx) => tx.rows(`DELETE FROM login_attempt WHERE id = $1`, [attempt])); // it was no failure
    if (user.hasSecondFactor) {
      const challenge = await this.unitOfWork.run(CONTEXT, async (tx) => {
        await this.assertUnchanged(tx, user);
        return this.tokens.mint(tx, 'second_factor', user.id);
      });
      throw new DomainError('auth.second_factor_required', 'unauthenticated', 'Send the challenge with a code of your authenticator', {
        challenge, expires_in: TOKEN_LIFE_MS.second_factor / 1_000,
      });
    }
    return this.unitOfWork.run(asSelf(user.id), async (tx) => {
      await this.assertUnchanged(tx, user);
      return this.open(tx, await this.assertMayEnter(tx, user.id), device, false);
    });
  }

  /** The second step. A wrong code leaves the challenge good. @throws DomainError `auth.challenge_invalid` (unauthenticated) or `second_factor.wrong_code`. */
  async withSecondFactor(challenge: string, code: string, device: Device): Promise<Session> {
    await this.limit.count('token.address', device.ip);
    const known = await this.unitOfWork.run(CONTEXT, (tx) => this.tokens.peek(tx, 'second_factor', challenge));
    if (!known?.userId) throw challengeInvalid();
    const { userId } = known;
    return this.secondFactor.withCode(userId, code, async (tx) => {
      if (!(await this.tokens.take(tx, 'second_factor', challenge))) throw challengeInvalid();
      return this.open(tx, await this.assertMayEnter(tx, userId), device, true);
    });
  }

  /** Counts the attempt as a failure before its password is looked at: of many at once, each sees the others. */
  private lookUp(email: string, emailHash: string, ipHash: string): Promise<{ user: SignInRow | null; attempt: Uuid }> {
    return this.unitOfWork.run(CONTEXT, async (tx) => {
      const recent = await tx.row<{ byEmail: bigint; byAddress: bigint }>(
        `SELECT (SELECT count(*) FROM login_attempt WHERE email_hash = $1 AND attempted_at > $3) AS by_email,
                (SELECT count(*) FROM login_attempt WHERE ip_hash = $2 AND attempted_at > $3) AS by_address`,
        [emailHash, ipHash, new Date(tx.now.getTime() - WINDOW_MS)],
      );
      if (recent && (recent.byEmail >= FAILURES_PER_EMAIL || recent.byAddress >= FAILURES_PER_ADDRESS)) {
        throw new DomainError('auth.too_many_attempts', 'rate_limited', 'Too many failed sign-ins; wait a quarter of an hour', { retry_after: WINDOW_MS / 1_000 });
      }
      const attempt = newId(tx.now.getTime());
      await tx.rows(`DELETE FROM login_attempt WHERE email_hash = $1 AND attempted_at < $2`, [emailHash, new Date(tx.now.getTime() - DAY_MS)]);
      await tx.rows(`INSERT INTO login_attempt (id, email_hash, ip_hash, attempted_at) VALUES ($1, $2, $3, $4)`, [attempt, emailHash, ipHash, tx.now]);
      return { user: await this.people.credentials(tx, email), attempt };
    });
  }

  /** A password that was changed while it was being checked lets nobody in any more. */
  private async assertUnchanged(tx: Tx, user: SignInRow): Promise<void> {
    if (!(await this.people.hasPassword(tx, user.id, user.passwordHash))) throw badCredentials();
  }

  /** Only who gave the right password is told that, and why, the organization is suspended. */
  private async assertMayEnter(tx: Tx, userId: Uuid): Promise<SessionUser> {
    const user = await this.people.enter(tx, userId, null);
    if (user) return user;
    const suspension = await this.people.suspension(tx, userId);
    if (suspension) throw new DomainError('auth.organization_suspended', 'forbidden', 'Your organization is suspended', { reason: suspension.reason });
    throw new DomainError('auth.no_organization', 'forbidden', 'You belong to no organization any more; ask for an invitation');
  }

  private async open(tx: Tx, user: SessionUser, device: Device, withSecondFactor: boolean): Promise<Session> {
    await this.audit.append(tx, { action: 'user.signed_in', subjectType: 'user', subjectId: user.id, details: { secondFactor: withSecondFactor } });
    return this.issueSession.open(tx, user, device.userAgent, withSecondFactor);
  }
}

function asSelf(userId: Uuid): ReturnType<typeof systemContext> {
  return { scope: 'network', actor: { kind: 'user', id: userId } };
}

function badCredentials(): DomainError {
  return new DomainError('auth.bad_credentials', 'unauthenticated', 'E-mail or password is wrong');
}

function challengeInvalid(): DomainError {
  return new DomainError('auth.challenge_invalid', 'unauthenticated', 'Sign in with your password again');
}
