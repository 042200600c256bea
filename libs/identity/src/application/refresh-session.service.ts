import { DomainError, systemContext, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { hashToken } from '../domain/secret-token';
import { AuditLog } from './audit-log';
import { IssueSession, type Session, type SessionUser } from './issue-session.service';

interface StoredToken {
  readonly id: Uuid;
  readonly familyId: Uuid;
  readonly userId: Uuid;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Exchanges a refresh token for the next one. A token that is used twice revokes its whole family: one of the two holders stole it. */
@Injectable()
export class RefreshSession {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly issueSession: IssueSession, private readonly audit: AuditLog) {}

  /** @throws DomainError `auth.refresh_token_invalid` (unauthenticated). */
  async run(refreshToken: string): Promise<Session> {
    const session = await this.unitOfWork.run(systemContext('refresh'), (tx) => this.exchange(tx, hashToken(refreshToken)));
    if (!session) throw new DomainError('auth.refresh_token_invalid', 'unauthenticated', 'Sign in again');
    return session;
  }

  /** Signs out: the whole family ends. An unknown token is no error. */
  async end(refreshToken: string): Promise<void> {
    await this.unitOfWork.run(systemContext('sign-out'), (tx) =>
      tx.rows(
        `UPDATE refresh_token SET revoked_at = $2 WHERE revoked_at IS NULL AND family_id = (SELECT family_id FROM refresh_token WHERE token_hash = $1)`,
        [hashToken(refreshToken), tx.now],
      ),
    );
  }

  /** Null refuses; the revocation of a re-used family is committed all the same. */
  private async exchange(tx: Tx, tokenHash: string): Promise<Session | null> {
    const token = await tx.row<StoredToken>(
      `SELECT id, family_id, user_id, expires_at, used_at, revoked_at FROM refresh_token WHERE token_hash = $1 FOR NO KEY UPDATE`, [tokenHash],
    );
    if (!token || token.revokedAt || token.expiresAt <= tx.now) return null;
    if (token.usedAt) {
      await tx.rows(`UPDATE refresh_token SET revoked_at = $2 WHERE family_id = $1 AND revoked_at IS NULL`, [token.familyId, tx.now]);
      await this.audit.append(tx, { action: 'session.refresh_token_reused', subjectType: 'user', subjectId: token.userId, details: { familyId: token.familyId } });
      return null;
    }
    await tx.rows(`UPDATE refresh_token SET used_at = $2 WHERE id = $1`, [token.id, tx.now]);
    const user = await tx.row<SessionUser>(
      `SELECT u.id, u.organization_id, u.email, u.name, u.role FROM user_account u JOIN organization o ON o.id = u.organization_id
       WHERE u.id = $1 AND u.status = 'active' AND o.status = 'active'`,
      [token.userId],
    );
    return user ? this.issueSession.run(tx, user, token.familyId) : null;
  }
}
