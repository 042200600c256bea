import { DAY_MS, HOUR_MS, systemContext } from '@fairlead/kernel';
import { type ScheduledTask, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** Drops nonces after a day; a signature that old is refused by its timestamp. */
@Injectable()
export class ForgetNonces implements ScheduledTask {
  readonly name = 'conversions.forget-nonces';
  readonly everyMs = HOUR_MS;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(): Promise<void> {
    await this.unitOfWork.run(systemContext(this.name), (tx) => tx.rows(`DELETE FROM postback_nonce WHERE seen_at < $1`, [new Date(tx.now.getTime() - DAY_MS)]));
  }
}
