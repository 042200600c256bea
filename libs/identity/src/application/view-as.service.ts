import { DomainError, notFound, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { PeopleRepository } from '../persistence/people.repository';
import { AuditLog } from './audit-log';
import type { Caller } from './caller';
import { IssueSession } from './issue-session.service';
import type { ViewingSession } from './session-user';

/**
 * Lets an administrator see the portal as a partner does, for ten minutes and without changing anything. The partner reads in their own
 * activity log that it happened, and why; their sessions show it while it lasts.
 */
@Injectable()
export class ViewAs {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly people: PeopleRepository, private readonly sessions: IssueSession, private readonly audit: AuditLog) {}

  /** @throws DomainError `user.not_found` when the person may not enter the organization, or `viewing.not_of_staff` (forbidden). */
  async run(caller: Caller, userId: Uuid, organizationId: Uuid, reason: string): Promise<ViewingSession> {
    return this.unitOfWork.run(caller.context, async (tx) => {
      const user = await this.people.enter(tx, userId, organizationId);
      if (!user) throw notFound('user', userId);
      if (user.role === 'admin' || user.role === 'finance') throw new DomainError('viewing.not_of_staff', 'forbidden', 'Staff are not looked at in their own name');
      await this.audit.append(tx, { action: 'user.viewed_as', subjectType: 'user', subjectId: userId, details: { reason }, organizationId });
      return this.sessions.view(tx, user, caller.userId);
    });
  }
}
