import { systemContext, type Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { SessionUser } from './issue-session.service';

/** The user behind an access token, unless disabled since: a suspended organization loses access at once, not in ten minutes. */
@Injectable()
export class FindActiveUser {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(userId: Uuid): Promise<SessionUser | null> {
    return this.unitOfWork.run(systemContext('authenticate'), (tx) =>
      tx.row<SessionUser>(
        `SELECT u.id, u.organization_id, u.email, u.name, u.role FROM user_account u JOIN organization o ON o.id = u.organization_id
         WHERE u.id = $1 AND u.status = 'active' AND o.status = 'active'`,
        [userId],
      ),
    );
  }
}
