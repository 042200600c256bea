import { DomainError, notFound, type Uuid } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { AuditLog } from './audit-log';
import type { Caller } from './caller';
import { Sessions } from './sessions.service';

/** Shuts one person out of every organization, and lets them in again. Nobody can do it to themselves, so an administrator is always left. */
@Injectable()
export class DisableUser {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly sessions: Sessions, private readonly audit: AuditLog) {}

  /** Sessions end and API keys stop at once. @throws DomainError `user.not_found`, `user.is_caller` or `user.disabled_already` (conflict). */
  async disable(caller: Caller, userId: Uuid, reason: string): Promise<void> {
    assertOther(caller, userId);
    await this.unitOfWork.run(caller.context, async (tx) => {
      const disabled = await tx.affected(`UPDATE user_account SET status = 'disabled' WHERE id = $1 AND status = 'active'`, [userId]);
      if (disabled === 0) throw await whyNot(tx, userId, new DomainError('user.disabled_already', 'conflict', 'This person is disabled already'));
      await this.sessions.endAll(tx, userId, null);
      await this.audit.append(tx, { action: 'user.disabled', subjectType: 'user', subjectId: userId, details: { reason } });
    });
  }

  /** @throws DomainError `user.not_found` or `user.not_disabled` (conflict). */
  async enable(caller: Caller, userId: Uuid, reason: string): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      const enabled = await tx.affected(`UPDATE user_account SET status = 'active' WHERE id = $1 AND status = 'disabled'`, [userId]);
      if (enabled === 0) throw await whyNot(tx, userId, new DomainError('user.not_disabled', 'conflict', 'This person is not disabled'));
      await this.audit.append(tx, { action: 'user.enabled', subjectType: 'user', subjectId: userId, details: { reason } });
    });
  }

  /** A lost laptop: every session of the person ends, the account stays. @throws DomainError `user.not_found` or `user.is_caller`. */
  async endSessions(caller: Caller, userId: Uuid): Promise<void> {
    assertOther(caller, userId);
    await this.unitOfWork.run(caller.context, async (tx) => {
      const known = await tx.row(`SELECT 1 AS is FROM user_account WHERE id = $1`, [userId]);
      if (!known) throw notFound('user', userId);
      await this.sessions.endAll(tx, userId, null);
      await this.audit.append(tx, { action: 'user.sessions_ended', subjectType: 'user', subjectId: userId });
    });
  }
}

function assertOther(caller: Caller, userId: Uuid): void {
  if (caller.userId === userId) throw new DomainError('user.is_caller', 'conflict', 'Ask another administrator to do this to you');
}

async function whyNot(tx: Tx, userId: Uuid, conflict: DomainError): Promise<DomainError> {
  return (await tx.row(`SELECT 1 AS is FROM user_account WHERE id = $1`, [userId])) ? conflict : notFound('user', userId);
}
