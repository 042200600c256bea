import type { Tx } from '@fairlead/platform';
import type { ClickFilterReason } from '../contracts';
import type { ClickRecord } from '../domain/click-record';
import { dayOf } from '../persistence/address-keys.repository';
import type { ClickDictionaries } from './click-dictionaries';
import { ClickHours } from './click-hours';
import { CLICK_COLUMNS, copyLine } from './copy-line';

/** A click with its verdict, its route as the latin1 text of its bytes, and its time. */
export interface JudgedClick {
  readonly click: ClickRecord;
  readonly routeKey: string;
  readonly atMs: number;
  readonly reason: ClickFilterReason | null;
  readonly unique: boolean;
}

/** Writes clicks by COPY into the partitions of their days, and adds them to the hourly rollup. */
export class ClickWriter {
  private readonly partitions = new Set<string>();

  constructor(private readonly dictionaries: ClickDictionaries) {}

  /** The dictionaries know what the clicks name. */
  async write(tx: Tx, clicks: readonly JudgedClick[]): Promise<void> {
    const linesOf = new Map<string, string[]>();
    const hours = new ClickHours();
    for (const { click, routeKey, atMs, reason, unique } of clicks) {
      const routeId = this.dictionaries.route(routeKey);
      const day = dayOf(atMs);
      let lines = linesOf.get(day);
      if (!lines) linesOf.set(day, (lines = []));
      const agentId = this.dictionaries.agent(click.userAgent ?? '').id;
      lines.push(copyLine(click, { routeId, agentId, referrerId: click.referrer === null ? null : this.dictionaries.referrer(click.referrer), reason, unique }));
      hours.add(atMs, routeId, reason ?? 'counted', unique);
    }
    try {
      for (const [day, lines] of linesOf) await tx.copyIn(`COPY ${await this.partitionOf(tx, day)} (${CLICK_COLUMNS}) FROM STDIN`, lines.join(''));
    } catch (error) {
      this.partitions.clear(); // one that was made in a transaction that failed, or was dropped meanwhile, is asked for again
      throw error;
    }
    await hours.save(tx);
  }

  private async partitionOf(tx: Tx, day: string): Promise<string> {
    const name = `click_${day.replaceAll('-', '')}`;
    if (this.partitions.has(day)) return name;
    await tx.rows('SELECT fairlead_make_click_partition($1::date)', [day]);
    this.partitions.add(day);
    return name;
  }
}
