import type { Tx } from '@fairlead/platform';
import { DAY_MS } from '@fairlead/kernel';
import type { ClickFields } from '../domain/click-fields';
import { dayOf } from '../persistence/address-keys.repository';
import { CLICK_COLUMNS, ClickCopy } from './click-copy';
import type { ClickNames } from './click-dictionaries';
import { ClickHours } from './click-hours';
import { ClickMinutes } from './click-minutes';

/** Batches are of one day but at midnight. */
const MOST_SPARE = 2;

/** Writes clicks by COPY into the partitions of their days, and adds them to the rollups. */
export class ClickWriter {
  private readonly partitions = new Set<number>();
  /** Buffers of earlier batches: new ones of many megabytes would have the whole heap looked through each time. */
  private readonly spare: ClickCopy[] = [];

  newBatch(): ClickBatch {
    return new ClickBatch(() => this.spare.pop() ?? new ClickCopy());
  }

  /** Nothing may be added to the batch afterwards. */
  async write(tx: Tx, batch: ClickBatch): Promise<void> {
    try {
      for (const [day, copy] of batch.days) {
        await tx.copyIn(`COPY ${await this.partitionOf(tx, day)} (${CLICK_COLUMNS.join(', ')}) FROM STDIN (FORMAT binary)`, copy.end());
      }
    } catch (error) {
      this.partitions.clear(); // one that was made in a transaction that failed, or was dropped meanwhile, is asked for again
      throw error;
    }
    this.reuse(batch);
    await batch.hours.save(tx);
    await batch.minutes.save(tx);
  }

  private reuse(batch: ClickBatch): void {
    for (const copy of batch.days.values()) {
      copy.clear();
      if (this.spare.length < MOST_SPARE) this.spare.push(copy);
    }
  }

  private async partitionOf(tx: Tx, day: number): Promise<string> {
    const text = dayOf(day * DAY_MS);
    if (!this.partitions.has(day)) {
      await tx.rows('SELECT fairlead_make_click_partition($1::date)', [text]);
      this.partitions.add(day);
    }
    return `click_${text.replaceAll('-', '')}`;
  }
}

/** Clicks on their way into the database: rows by UTC day, and their sums. */
export class ClickBatch {
  readonly days = new Map<number, ClickCopy>();
  readonly hours = new ClickHours();
  readonly minutes = new ClickMinutes();
  private day = -1;
  private copy: ClickCopy | null = null;

  constructor(private readonly newCopy: () => ClickCopy) {}

  /** `reason` as ClickFields has it. */
  add(fields: ClickFields, { route, agent, referrerId }: ClickNames, reason: number, unique: boolean): void {
    const { atMs } = fields;
    this.copyOf(Math.floor(atMs / DAY_MS)).add(fields, route.id, agent.id, referrerId, reason, unique);
    this.hours.add(atMs, route.id, reason, unique);
    if (reason === 0) this.minutes.add(atMs, route.offerId);
  }

  private copyOf(day: number): ClickCopy {
    if (day === this.day && this.copy) return this.copy;
    const copy = this.days.get(day) ?? this.newCopy();
    this.days.set(day, copy);
    this.day = day;
    this.copy = copy;
    return copy;
  }
}
