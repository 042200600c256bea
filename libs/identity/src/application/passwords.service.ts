import { DomainError, systemContext, type Uuid } from '@fairlead/kernel';
import { Outbox, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { PASSWORD_RESET_REQUESTED, SECURITY_CHANGED } from '../contracts';
import { hashPassword } from '../domain/password-hash';
import { AccountTokens } from './account-tokens.service';
import { AuditLog } from './audit-log';
import type { Caller } from './caller';
import { CheckPassword } from './check-password.service';
import { LimitAttempts } from './limit-attempts.service';
import { PeopleRepository } from '../persistence/people.repository';
import { Sessions } from './sessions.service';

/** Changes passwords: by who knows the old one, or by who can read the mailbox. */
@Injectable()
export class Passwords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleRepository,
    private readonly tokens: AccountTokens,
    private readonly checkPassword: CheckPassword,
    private readonly limit: LimitAttempts,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** Asks for a mail with a link. What is answered does not tell whether there is such an account. @throws DomainError `auth.too_many_attempts`. */
  async forgot(email: string, ip: string): Promise<void> {
    await this.limit.count('reset.address', ip);
    await this.limit.count('reset.email', email);
    await this.unitOfWork.run(systemContext('forgot-password'), async (tx) => {
      const user = await this.people.credentials(tx, email);
      if (user) await this.outbox.append(tx, { type: PASSWORD_RESET_REQUESTED, aggregateId: user.id, payload: { userId: user.id } });
    });
  }

  /** Sets a new password and ends every session. The mailbox is proven by it. @throws DomainError `auth.link_invalid` (unprocessable). */
  async reset(token: string, password: string, ip: string): Promise<void> {
    await this.limit.count('token.address', ip);
    const known = await this.unitOfWork.run(systemContext('reset-password'), (tx) => this.tokens.peek(tx, 'reset_password', token));
    if (!known) throw linkInvalid(); // before hashing, which costs
    const passwordHash = await hashPassword(password);
    await this.unitOfWork.run(systemContext('reset-password'), async (tx) => {
      const taken = await this.tokens.take(tx, 'reset_password', token);
      if (!taken?.userId) throw linkInvalid();
      await tx.rows(`UPDATE user_account SET email_verified_at = coalesce(email_verified_at, $2) WHERE id = $1`, [taken.userId, tx.now]);
      await this.change(tx, taken.userId, passwordHash, null);
    });
  }

  /** Changes the caller's own password and ends the other sessions. @throws DomainError `auth.wrong_password`. */
  async changeOwn(caller: Caller, current: string, next: string): Promise<void> {
    await this.checkPassword.run(caller.userId, current);
    const passwordHash = await hashPassword(next);
    await this.unitOfWork.run({ scope: 'network', actor: caller.context.actor }, (tx) => this.change(tx, caller.userId, passwordHash, caller.session?.id ?? null));
  }

  private async change(tx: Tx, userId: Uuid, passwordHash: string, keptSession: Uuid | null): Promise<void> {
    await tx.rows(`UPDATE user_account SET password_hash = $2 WHERE id = $1`, [userId, passwordHash]);
    await this.tokens.endAll(tx, 'second_factor', userId);
    await this.tokens.endAll(tx, 'reset_password', userId);
    await this.sessions.endAll(tx, userId, keptSession);
    await this.audit.append(tx, { action: 'user.password_changed', subjectType: 'user', subjectId: userId });
    await this.outbox.append(tx, { type: SECURITY_CHANGED, aggregateId: userId, payload: { userId, change: 'password_changed' } });
  }
}

export function linkInvalid(): DomainError {
  return new DomainError('auth.link_invalid', 'unprocessable', 'The link is over, was used before, or is not whole; ask for a new one');
}
