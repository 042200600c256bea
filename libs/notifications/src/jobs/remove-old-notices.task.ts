import { DAY_MS, HOUR_MS, systemContext } from '@fairlead/kernel';
import { type ScheduledTask, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { NoticesRepository } from '../persistence/notices.repository';

/** What mattered stands in the audit log and in the books. */
const NOTICE_RETENTION_MS = 90 * DAY_MS;

/** Removes notices of more than 90 days ago. */
@Injectable()
export class RemoveOldNotices implements ScheduledTask {
  readonly name = 'notifications.remove-old-notices';
  readonly everyMs = 6 * HOUR_MS;

  constructor(private readonly unitOfWork: UnitOfWork, private readonly notices: NoticesRepository) {}

  async run(): Promise<void> {
    await this.unitOfWork.run(systemContext(this.name), (tx) => this.notices.removeOlder(tx, new Date(tx.now.getTime() - NOTICE_RETENTION_MS)));
  }
}
