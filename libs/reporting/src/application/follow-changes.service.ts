import { Clock, DomainError, SECOND_MS, systemContext } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ColumnCopyRepository } from '../persistence/column-copy.repository';
import { ColumnStore } from '../persistence/column-store';
import { ReportChangesRepository } from '../persistence/report-changes.repository';

const CONTEXT = systemContext('reporting');
const HOURS_AT_ONCE = 24;
const CONVERSIONS_AT_ONCE = 50_000;
const FRESH_FOR_MS = SECOND_MS;
/** How long a report waits for the copy; at the first start with a large log it takes longer. */
const PATIENCE_MS = 10 * SECOND_MS;

/** Keeps the copy by columns in step with Postgres. */
@Injectable()
export class FollowChanges {
  private running: Promise<Date> | null = null;
  private last: { asOf: Date; atMs: number } | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: ReportChangesRepository,
    private readonly store: ColumnStore,
    private readonly copy: ColumnCopyRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings the copy up to date unless it was within the last second. Returns up to when every change is in it.
   * @throws DomainError `report.catching_up` when that takes more than 10 s; it goes on meanwhile.
   */
  async run(): Promise<Date> {
    if (this.last !== null && this.clock.now().getTime() - this.last.atMs < FRESH_FOR_MS) return this.last.asOf;
    this.running ??= this.follow().finally(() => { this.running = null; });
    return patiently(this.running);
  }

  private async follow(): Promise<Date> {
    for (;;) {
      const asOf = await this.step();
      if (asOf === null) continue;
      this.last = { asOf, atMs: this.clock.now().getTime() };
      return asOf;
    }
  }

  /** One stretch of changes, read from one state of Postgres. Returns null while there is more. */
  private async step(): Promise<Date | null> {
    return this.store.transaction((columns) => this.unitOfWork.run(CONTEXT, async (tx) => {
      const oldestNote = await this.changes.oldestNote(tx);
      const highest = await this.changes.highestVersion(tx);
      let followed = await this.copy.followed(columns);
      if (followed.hours > highest || followed.conversions > highest) {
        await this.copy.clear(columns);
        followed = { hours: 0n, conversions: 0n };
      }
      const hours = await this.changes.hoursAfter(tx, followed.hours, HOURS_AT_ONCE);
      if (hours.length > 0) await this.copy.takeHours(tx, columns, hours);
      const until = await this.changes.conversionsUntil(tx, followed.conversions, CONVERSIONS_AT_ONCE);
      if (until !== null) await this.copy.takeConversions(tx, columns, followed.conversions, until);
      return hours.length === HOURS_AT_ONCE || (until !== null && until < highest && (await this.changes.conversionsUntil(tx, until, 1)) !== null) ? null : (oldestNote ?? this.clock.now());
    }, 'REPEATABLE READ'));
  }
}

async function patiently(work: Promise<Date>): Promise<Date> {
  let handle: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_resolve, reject) => {
    handle = setTimeout(() => { reject(new DomainError('report.catching_up', 'unavailable', 'Reports are being made ready after a start: try again in a moment')); }, PATIENCE_MS);
  });
  try {
    return await Promise.race([work, impatience]);
  } finally {
    clearTimeout(handle);
  }
}
