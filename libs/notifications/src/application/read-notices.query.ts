import type { Caller } from '@fairlead/identity';
import type { Uuid } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { NoticesRepository, type NoticeView } from '../persistence/notices.repository';

/** A bell needs no larger number. */
export const MOST_UNSEEN = 100;

/** What the caller's organization was told, and how far the caller has read. */
@Injectable()
export class ReadNotices {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly notices: NoticesRepository) {}

  list(caller: Caller, page: { before: Uuid | null; limit: number }): Promise<NoticeView[]> {
    return this.unitOfWork.run(caller.context, (tx) => this.notices.list(tx, caller.context, caller, page));
  }

  /** At most `MOST_UNSEEN`. */
  countUnseen(caller: Caller): Promise<number> {
    return this.unitOfWork.run(caller.context, (tx) => this.notices.countUnseen(tx, caller.context, caller, MOST_UNSEEN));
  }

  markSeen(caller: Caller, through: Uuid): Promise<void> {
    return this.unitOfWork.run(caller.context, (tx) => this.notices.mark(tx, caller, through));
  }
}
