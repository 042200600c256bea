import { DAY_MS, systemContext } from '@fairlead/kernel';
import { FairleadConfig, forgetFinishedSpools, type ScheduledTask, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { AddressKeysRepository, dayOf } from '../persistence/address-keys.repository';

const DAYS_AHEAD = 7;
const CHANGES_KEPT_MS = DAY_MS;
const MINUTES_KEPT_MS = 2 * DAY_MS;

/** Housekeeping of the click log: partitions ahead of time, retention, address keys, and the log of routing changes. */
@Injectable()
export class KeepClickLog implements ScheduledTask {
  readonly name = 'tracking.keep-click-log';
  readonly everyMs = 3_600_000;

  constructor(private readonly unitOfWork: UnitOfWork, private readonly config: FairleadConfig, private readonly addressKeys: AddressKeysRepository) {}

  async run(): Promise<void> {
    const context = systemContext('click-log');
    await this.unitOfWork.run(context, async (tx) => {
      for (let day = 0; day <= DAYS_AHEAD; day += 1) await tx.rows('SELECT fairlead_make_click_partition($1::date)', [dayOf(tx.now.getTime() + day * DAY_MS)]);
      await this.addressKeys.makeAhead(tx);
      await this.addressKeys.forgetOld(tx);
      await tx.rows('DELETE FROM click_minute WHERE minute < $1', [new Date(tx.now.getTime() - MINUTES_KEPT_MS)]);
      await tx.rows('DELETE FROM routing_change WHERE changed_at < $1', [new Date(tx.now.getTime() - CHANGES_KEPT_MS)]);
    });
    // On its own: dropping a partition waits for whoever reads it.
    await this.unitOfWork.run(context, (tx) => tx.rows('SELECT fairlead_drop_click_partitions($1::date)', [dayOf(tx.now.getTime() - this.config.clickRetentionDays * DAY_MS)]));
    await this.unitOfWork.run(context, (tx) => forgetFinishedSpools(tx));
  }
}
