import { systemContext } from '@fairlead/kernel';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ReportChangesRepository } from '../persistence/report-changes.repository';

const CONTEXT = systemContext('reporting');
const BATCH = 2_000;

/** Gives the changes of clicks, conversions and commissions an order that the copies of reports follow. */
@Injectable()
export class KeepReports {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly changes: ReportChangesRepository) {}

  /** Takes over all changes that wait. Returns how many notes there were. */
  async takeChanges(): Promise<number> {
    return (await this.takeAll((tx) => this.changes.takeHours(tx, BATCH))) + (await this.takeAll((tx) => this.changes.takeConversions(tx, BATCH)));
  }

  private async takeAll(take: (tx: Tx) => Promise<number>): Promise<number> {
    for (let taken = 0; ; ) {
      const more = await this.unitOfWork.run(CONTEXT, async (tx) => {
        await this.changes.takeTurn(tx);
        return take(tx);
      });
      taken += more;
      if (more < BATCH) return taken;
    }
  }
}
