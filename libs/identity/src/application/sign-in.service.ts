import { DAY_MS, DomainError, MINUTE_MS, newId, systemContext } from '@fairlead/kernel';
import { FairleadConfig, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { verifyPassword } from '../domain/password-hash';
import { keyedHash } from '../domain/secret-token';
import { AuditLog } from './audit-log';
import { IssueSession, type Session, type SessionUser } from './issue-session.service';

const WINDOW_MS = 15 * MINUTE_MS;
const FAILURES_PER_EMAIL = 10;
const FAILURES_PER_ADDRESS = 100;
const CONTEXT = systemContext('sign-in');

/** Signs a person in by e-mail and password. Ten failures for an e-mail within 15 minutes, or 100 from an address, close the door for a while. */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: FairleadConfig,
    private readonly issueSession: IssueSession,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `auth.bad_credentials` (unauthenticated) or `auth.too_many_attempts` (rate_limited). */
  async run(email: string, password: string, ip: string): Promise<Session> {
    const emailHash = keyedHash(this.config.encryptionKey, email.toLowerCase());
    const ipHash = keyedHash(this.config.encryptionKey, ip);
    const user = await this.unitOfWork.run(CONTEXT, async (tx) => {
      const recent = await tx.row<{ byEmail: bigint; byAddress: bigint }>(
        `SELECT (SELECT count(*) FROM login_attempt WHERE email_hash = $1 AND attempted_at > $3) AS by_email,
                (SELECT count(*) FROM login_attempt WHERE ip_hash = $2 AND attempted_at > $3) AS by_address`,
        [emailHash, ipHash, new Date(tx.now.getTime() - WINDOW_MS)],
      );
      if (recent && (recent.byEmail >= FAILURES_PER_EMAIL || recent.byAddress >= FAILURES_PER_ADDRESS)) {
        throw new DomainError('auth.too_many_attempts', 'rate_limited', 'Too many failed sign-ins; wait a quarter of an hour', { retry_after: WINDOW_MS / 1_000 });
      }
      return tx.row<SessionUser & { passwordHash: string }>(
        `SELECT u.id, u.organization_id, u.email, u.name, u.role, u.password_hash FROM user_account u JOIN organization o ON o.id = u.organization_id
         WHERE u.email = $1 AND u.status = 'active' AND o.status = 'active'`,
        [email.toLowerCase()],
      );
    });
    // Outside the transaction: hashing takes tens of milliseconds and needs no connection.
    if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) {
      await this.recordFailure(emailHash, ipHash);
      throw new DomainError('auth.bad_credentials', 'unauthenticated', 'E-mail or password is wrong');
    }
    return this.unitOfWork.run({ scope: 'network', actor: { kind: 'user', id: user.id } }, async (tx) => {
      await this.audit.append(tx, { action: 'user.signed_in', subjectType: 'user', subjectId: user.id });
      return this.issueSession.run(tx, { id: user.id, organizationId: user.organizationId, email: user.email, name: user.name, role: user.role });
    });
  }

  private async recordFailure(emailHash: string, ipHash: string): Promise<void> {
    await this.unitOfWork.run(CONTEXT, async (tx) => {
      await tx.rows(`DELETE FROM login_attempt WHERE email_hash = $1 AND attempted_at < $2`, [emailHash, new Date(tx.now.getTime() - DAY_MS)]);
      await tx.rows(`INSERT INTO login_attempt (id, email_hash, ip_hash, attempted_at) VALUES ($1, $2, $3, $4)`, [
        newId(tx.now.getTime()), emailHash, ipHash, tx.now,
      ]);
    });
  }
}
