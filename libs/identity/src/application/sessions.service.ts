import { notFound, systemContext, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { AuditLog } from './audit-log';

/** A session as its owner sees it. */
export interface SessionView {
  readonly id: Uuid;
  readonly organizationId: Uuid;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** Lists and ends sessions. What ends is over at once: access tokens are checked against their session. */
@Injectable()
export class Sessions {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly audit: AuditLog) {}

  /** The live sessions of a person, last used first. */
  async list(userId: Uuid): Promise<SessionView[]> {
    return this.unitOfWork.run(systemContext('sessions'), (tx) =>
      tx.rows<SessionView>(
        `SELECT id, organization_id, user_agent, created_at, last_seen_at FROM user_session WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC LIMIT 100`,
        [userId, tx.now],
      ),
    );
  }

  /** @throws DomainError `session.not_found`. */
  async end(userId: Uuid, id: Uuid): Promise<void> {
    await this.unitOfWork.run({ scope: 'network', actor: { kind: 'user', id: userId } }, async (tx) => {
      const ended = await tx.affected(`UPDATE user_session SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL`, [id, userId, tx.now]);
      if (ended === 0) throw notFound('session', id);
      await tx.rows(`UPDATE refresh_token SET revoked_at = $2 WHERE family_id = $1 AND revoked_at IS NULL`, [id, tx.now]);
      await this.audit.append(tx, { action: 'session.ended', subjectType: 'session', subjectId: id });
    });
  }

  /** Ends every session of a person, but for one. */
  async endOthers(userId: Uuid, kept: Uuid): Promise<void> {
    await this.unitOfWork.run({ scope: 'network', actor: { kind: 'user', id: userId } }, async (tx) => {
      await this.endAll(tx, userId, kept);
      await this.audit.append(tx, { action: 'session.others_ended', subjectType: 'user', subjectId: userId });
    });
  }

  /** Ends every session of a person in the transaction of its cause, but for the one that is kept. */
  async endAll(tx: Tx, userId: Uuid, kept: Uuid | null): Promise<void> {
    await tx.rows(`UPDATE user_session SET ended_at = $3 WHERE user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2`, [userId, kept, tx.now]);
    await tx.rows(`UPDATE refresh_token SET revoked_at = $3 WHERE user_id = $1 AND revoked_at IS NULL AND family_id IS DISTINCT FROM $2`, [userId, kept, tx.now]);
  }
}
