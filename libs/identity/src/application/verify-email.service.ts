import { systemContext } from '@fairlead/kernel';
import { Outbox, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { EMAIL_VERIFICATION_REQUESTED } from '../contracts';
import { AccountTokens } from './account-tokens.service';
import { AuditLog } from './audit-log';
import type { Caller } from './caller';
import { LimitAttempts } from './limit-attempts.service';
import { linkInvalid } from './passwords.service';

/** Proves that a person reads the mailbox of the account. */
@Injectable()
export class VerifyEmail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: AccountTokens,
    private readonly limit: LimitAttempts,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `auth.link_invalid` (unprocessable). */
  async run(token: string, ip: string): Promise<void> {
    await this.limit.count('token.address', ip);
    await this.unitOfWork.run(systemContext('verify-email'), async (tx) => {
      const taken = await this.tokens.take(tx, 'verify_email', token);
      if (!taken?.userId) throw linkInvalid();
      await tx.rows(`UPDATE user_account SET email_verified_at = coalesce(email_verified_at, $2) WHERE id = $1`, [taken.userId, tx.now]);
      await this.audit.append(tx, { action: 'user.email_verified', subjectType: 'user', subjectId: taken.userId });
    });
  }

  /** Sends the link once more; nothing when the address is proven already. @throws DomainError `auth.too_many_attempts`. */
  async resend(caller: Caller): Promise<void> {
    if (caller.emailVerified) return;
    await this.limit.count('mail.user', caller.userId);
    await this.unitOfWork.run({ scope: 'network', actor: caller.context.actor }, (tx) =>
      this.outbox.append(tx, { type: EMAIL_VERIFICATION_REQUESTED, aggregateId: caller.userId, payload: { userId: caller.userId } }),
    );
  }
}
