import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { AuditLog } from './audit-log';
import type { Caller } from './caller';

/** Changes what a person is called. */
@Injectable()
export class Profile {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly audit: AuditLog) {}

  async rename(caller: Caller, name: string): Promise<void> {
    await this.unitOfWork.run({ scope: 'network', actor: caller.context.actor }, async (tx) => {
      await tx.rows(`UPDATE user_account SET name = $2 WHERE id = $1`, [caller.userId, name]);
      await this.audit.append(tx, { action: 'user.renamed', subjectType: 'user', subjectId: caller.userId });
    });
  }
}
