import { DomainError, notFound, systemContext, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { hashToken } from '../domain/secret-token';
import { AuditLog } from './audit-log';
import { PeopleRepository } from '../persistence/people.repository';
import type { Caller } from './caller';
import { IssueSession } from './issue-session.service';
import type { Session } from './session-user';

interface StoredToken {
  readonly id: Uuid;
  readonly familyId: Uuid;
  readonly userId: Uuid;
  readonly organizationId: Uuid;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Exchanges a refresh token for the next one. A token that is used twice revokes its whole family: one of the two holders stole it. */
@Injectable()
export class RefreshSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleRepository,
    private readonly issueSession: IssueSession,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError `auth.refresh_token_invalid` (unauthenticated). */
  async run(refreshToken: string): Promise<Session> {
    const session = await this.unitOfWork.run(systemContext('refresh'), (tx) => this.exchange(tx, hashToken(refreshToken)));
    if (!session) throw new DomainError('auth.refresh_token_invalid', 'unauthenticated', 'Sign in again');
    return session;
  }

  /** Signs out: the whole family ends. An unknown token is no error. */
  async end(refreshToken: string): Promise<void> {
    await this.unitOfWork.run(systemContext('sign-out'), async (tx) => {
      const token = await tx.row<{ familyId: Uuid }>(`SELECT family_id FROM refresh_token WHERE token_hash = $1`, [hashToken(refreshToken)]);
      if (token) await this.endFamily(tx, token.familyId);
    });
  }

  /** Goes on in another organization of the caller's, in the same session; tokens for the former one are over. @throws DomainError `organization.not_found`. */
  async switchTo(caller: Caller, organizationId: Uuid): Promise<Session> {
    return this.unitOfWork.run({ scope: 'network', actor: caller.context.actor }, async (tx) => {
      const user = caller.session && (await this.people.enter(tx, caller.userId, organizationId));
      if (!user || !caller.session) throw notFound('organization', organizationId);
      await tx.rows(`UPDATE refresh_token SET revoked_at = $2 WHERE family_id = $1 AND revoked_at IS NULL AND used_at IS NULL`, [caller.session.id, tx.now]);
      await this.audit.append(tx, { action: 'session.organization_switched', subjectType: 'organization', subjectId: organizationId });
      return this.issueSession.renew(tx, user, caller.session.id);
    });
  }

  /** Null refuses; the revocation of a re-used family is committed all the same. */
  private async exchange(tx: Tx, tokenHash: string): Promise<Session | null> {
    const token = await tx.row<StoredToken>(
      `SELECT t.id, t.family_id, t.user_id, t.organization_id, t.expires_at, t.used_at, coalesce(t.revoked_at, s.ended_at) AS revoked_at
       FROM refresh_token t JOIN user_session s ON s.id = t.family_id WHERE t.token_hash = $1 FOR NO KEY UPDATE OF t`, [tokenHash],
    );
    if (!token || token.revokedAt || token.expiresAt <= tx.now) return null;
    if (token.usedAt) {
      await this.endFamily(tx, token.familyId);
      await this.audit.append(tx, { action: 'session.refresh_token_reused', subjectType: 'user', subjectId: token.userId, details: { familyId: token.familyId } });
      return null;
    }
    await tx.rows(`UPDATE refresh_token SET used_at = $2 WHERE id = $1`, [token.id, tx.now]);
    const user = await this.people.enter(tx, token.userId, token.organizationId);
    return user ? this.issueSession.renew(tx, user, token.familyId) : null;
  }

  private async endFamily(tx: Tx, familyId: Uuid): Promise<void> {
    await tx.rows(`UPDATE refresh_token SET revoked_at = $2 WHERE family_id = $1 AND revoked_at IS NULL`, [familyId, tx.now]);
    await tx.rows(`UPDATE user_session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL`, [familyId, tx.now]);
  }
}
