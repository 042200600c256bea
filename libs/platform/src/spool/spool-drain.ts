import { type UnitOfWork } from '../database/unit-of-work';
import { LaneLoop } from './lane-loop';
import { makeDirectory } from './spool-files';
import { type SpoolHandler } from './spool-handler';
import { measureLag, type SpoolLag } from './spool-lag';
import { type LaneTotals, SpoolLane } from './spool-lane';
import { type FoundSpool, scanSpools } from './spool-scan';
import { SpoolWatch } from './spool-watch';

/** A scan is believed this long, unless a name is known to have come or gone. */
const SCAN_MS = 200;

export interface SpoolDrainOptions {
  /** Holds `<tracker>/<name>` folders of writers, living and dead, and `quarantine`. Made when it is not there. */
  readonly root: string;
  readonly unitOfWork: UnitOfWork;
  /** One per stream. A stream without one stays on disk. */
  readonly handlers: Readonly<Record<string, SpoolHandler>>;
  /** Default 50,000. */
  readonly maxBatchRecords?: number;
  /** Default 16 MiB. */
  readonly maxBatchBytes?: number;
}

/** Since the start, per stream. */
export type SpoolDrainStats = Readonly<Record<string, Readonly<LaneTotals>>>;

/**
 * Loads what trackers of this machine have spooled into Postgres, each record once, whoever dies when. Several drains may work on one
 * root; they do not disturb each other. Damaged segments are kept in `quarantine`, impossible records in `spool_reject`.
 */
export class SpoolDrain {
  private readonly lanes: ReadonlyMap<string, { readonly lane: SpoolLane; readonly loop: LaneLoop }>;
  private readonly watch: SpoolWatch;
  /** Counts what is known to have come or gone; a scan that began before does not show it. */
  private changes = 0;
  private stopped = false;
  private scanned: { readonly at: number; readonly changes: number; readonly spools: readonly FoundSpool[] } | null = null;
  private scanning: Promise<void> | null = null;

  constructor(private readonly options: SpoolDrainOptions) {
    this.watch = new SpoolWatch((names, stream) => {
      if (names) this.changes += 1;
      const own = stream === null ? undefined : this.lanes.get(stream);
      if (own) own.loop.wake();
      else this.wakeLanes();
    });
    this.lanes = new Map(Object.entries(options.handlers).map(([stream, handler]) => [stream, this.createLane(stream, handler)]));
  }

  async start(): Promise<void> {
    await makeDirectory(this.options.root);
    await this.find();
    for (const { loop } of this.lanes.values()) loop.start();
  }

  /** Ends after the batches that are being loaded; the rest stays on disk for the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.watch.close();
    await Promise.all([...this.lanes.values()].map(({ loop }) => loop.stop()));
    for (const { lane } of this.lanes.values()) await lane.close();
  }

  /** Looks at once; writers in this process call it, others are noticed by themselves. */
  wake(): void {
    this.wakeLanes();
  }

  /** Resolves when all that was acknowledged before the call is loaded, however long that takes. @throws Error when stopped first. */
  async drainAll(): Promise<void> {
    this.changes += 1;
    await Promise.all([...this.lanes.values()].map(({ loop }) => loop.settled()));
  }

  /** What waits on disk, of all streams. */
  async lag(now: number = Date.now()): Promise<SpoolLag> {
    const spools = await this.find();
    return measureLag(spools, (spool) => this.lanes.get(spool.stream)?.lane.placeOf(spool.spoolId) ?? null, now);
  }

  stats(): SpoolDrainStats {
    return Object.fromEntries([...this.lanes].map(([stream, { lane }]) => [stream, { ...lane.totals }]));
  }

  private createLane(stream: string, handler: SpoolHandler): { lane: SpoolLane; loop: LaneLoop } {
    const { root, unitOfWork, maxBatchRecords = 50_000, maxBatchBytes = 16 * 1024 * 1024 } = this.options;
    const limits = { maxRecords: maxBatchRecords, maxBytes: maxBatchBytes };
    const lane = new SpoolLane({ root, stream, unitOfWork, handler, limits, find: () => this.find(), onRemoved: () => { this.changes += 1; } });
    const loop = new LaneLoop(stream, (isStopped) => lane.pass(isStopped), () => { lane.totals.failures += 1; });
    return { lane, loop };
  }

  private wakeLanes(): void {
    for (const { loop } of this.lanes.values()) loop.wake();
  }

  /** One scan serves all lanes. */
  private async find(): Promise<readonly FoundSpool[]> {
    for (;;) {
      const { scanned } = this;
      if (scanned?.changes === this.changes && performance.now() - scanned.at < SCAN_MS) return scanned.spools;
      this.scanning ??= this.scan().finally(() => { this.scanning = null; });
      await this.scanning;
    }
  }

  private async scan(): Promise<void> {
    const { changes } = this;
    const { spools, directories } = await scanSpools(this.options.root);
    if (!this.stopped) this.watch.follow(directories);
    this.scanned = { at: performance.now(), changes, spools };
  }
}
