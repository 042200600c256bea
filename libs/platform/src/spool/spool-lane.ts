import { join } from 'node:path';
import { type Uuid } from '@fairlead/kernel';
import { Logger } from '@nestjs/common';
import { type UnitOfWork } from '../database/unit-of-work';
import { isConnectionFailure } from '../http/problem-filter';
import { findPlace, loadBatch, markFinished, type SpoolPlace } from './load-batch';
import { type ReadLimits } from './segment-reader';
import { sizeOf } from './spool-backlog';
import { SpoolCursor } from './spool-cursor';
import { type SpoolHandler } from './spool-handler';
import { segmentFile } from './spool-names';
import { type FoundSpool } from './spool-scan';

export interface LaneTotals {
  batches: number;
  records: number;
  /** Records in `spool_reject`. */
  rejected: number;
  /** Batches that were found loaded already. */
  elsewhere: number;
  /** Stretches of acknowledged bytes that could not be read. */
  damaged: number;
  failures: number;
}

export interface LaneOptions {
  readonly root: string;
  readonly stream: string;
  readonly unitOfWork: UnitOfWork;
  readonly handler: SpoolHandler;
  readonly limits: ReadLimits;
  readonly find: () => Promise<readonly FoundSpool[]>;
  /** Told when a spool is gone, which an earlier scan does not know. */
  readonly onRemoved: () => void;
}

/** How far a pass goes in one spool: what was on disk when it began. */
interface Visit {
  readonly cursor: SpoolCursor;
  readonly spool: FoundSpool;
  readonly target: SpoolPlace | null;
}

/** Loads all spools of one stream, each a batch at a time in turn. */
export class SpoolLane {
  readonly totals: LaneTotals = { batches: 0, records: 0, rejected: 0, elsewhere: 0, damaged: 0, failures: 0 };
  private readonly logger = new Logger(SpoolLane.name);
  private readonly cursors = new Map<Uuid, SpoolCursor>();

  constructor(private readonly options: LaneOptions) {}

  /** Loads at least what is on disk now, and returns how many records. @throws the first failure, after the spools that have none were loaded. */
  async pass(isStopped: () => boolean): Promise<number> {
    const before = this.totals.records;
    const visits = await this.plan();
    const failures: unknown[] = [];
    for (let open = visits; open.length > 0 && !isStopped();) {
      const next: Visit[] = [];
      for (const visit of open) {
        try {
          if (!isStopped() && (await this.step(visit))) next.push(visit);
        } catch (error) {
          if (isConnectionFailure(error)) throw error; // for all spools alike
          this.logger.error({ event: 'spool.load_failed', spool: visit.spool.spoolId, stream: this.options.stream, message: String(error) });
          failures.push(error);
        }
      }
      open = next;
    }
    if (failures.length > 0) throw failures[0];
    return this.totals.records - before;
  }

  /** The next byte to load of a spool; null when it was not looked at yet. */
  placeOf(spoolId: Uuid): SpoolPlace | null {
    return this.cursors.get(spoolId)?.place ?? null;
  }

  async close(): Promise<void> {
    for (const cursor of this.cursors.values()) await cursor.closeReader();
    this.cursors.clear();
  }

  private async plan(): Promise<Visit[]> {
    const spools = (await this.options.find()).filter((spool) => spool.stream === this.options.stream);
    const visits: Visit[] = [];
    for (const spool of spools) visits.push({ spool, cursor: await this.cursorOf(spool), target: await targetOf(spool) });
    const found = new Set(spools.map((spool) => spool.spoolId));
    for (const [spoolId, cursor] of this.cursors) {
      if (found.has(spoolId)) continue;
      this.cursors.delete(spoolId);
      await cursor.closeReader();
    }
    return visits;
  }

  private async cursorOf(spool: FoundSpool): Promise<SpoolCursor> {
    const known = this.cursors.get(spool.spoolId);
    known?.refresh(spool);
    if (known) return known;
    const { root, limits, unitOfWork } = this.options;
    const cursor = new SpoolCursor({ root, ...limits, onDamage: () => { this.totals.damaged += 1; } }, spool, await findPlace(unitOfWork, spool.spoolId));
    this.cursors.set(spool.spoolId, cursor);
    return cursor;
  }

  /** Loads one batch. False when the spool was loaded as far as this pass goes. */
  private async step({ cursor, spool, target }: Visit): Promise<boolean> {
    const batch = await cursor.next();
    if (batch === null) {
      if (await cursor.isDone()) await this.finish(cursor, spool);
      return false;
    }
    const outcome = await loadBatch(this.options.unitOfWork, this.options.handler, batch);
    if (outcome.result === 'elsewhere') {
      this.totals.elsewhere += 1;
      await cursor.moveTo(outcome.place);
      return true;
    }
    cursor.confirm(batch);
    this.totals.batches += 1;
    this.totals.records += batch.records.length - outcome.rejected;
    if (outcome.rejected > 0) this.tellRejected(batch.spoolId, outcome.rejected);
    return target === null || !isAtLeast(batch.end, target);
  }

  private tellRejected(spoolId: Uuid, records: number): void {
    this.totals.rejected += records;
    this.logger.error({ event: 'spool.rejected', spool: spoolId, stream: this.options.stream, records });
  }

  /** Files first, then the mark: a place that is forgotten has no file any more that could be loaded again. */
  private async finish(cursor: SpoolCursor, spool: FoundSpool): Promise<void> {
    await markFinished(this.options.unitOfWork, spool.spoolId);
    await cursor.clear();
    this.cursors.delete(spool.spoolId);
    this.options.onRemoved();
    this.logger.log({ event: 'spool.finished', spool: spool.spoolId, stream: spool.stream, tracker: spool.tracker });
  }
}

/** The end of what a live spool has now; null for one that is closed, which is gone through to its end. */
async function targetOf(spool: FoundSpool): Promise<SpoolPlace | null> {
  const segment = spool.segments.at(-1);
  if (segment === undefined || spool.state !== 'owner') return null;
  return { segment, position: await sizeOf(join(spool.directory, segmentFile({ ...spool, segment }))) };
}

function isAtLeast(place: SpoolPlace, target: SpoolPlace): boolean {
  return place.segment > target.segment || (place.segment === target.segment && place.position >= target.position);
}
