import { Logger } from '@nestjs/common';
import { type AppendDone, type EncodeRecord, RecordGroup, tellAll } from './record-group';
import { bytesOfStream } from './spool-backlog';
import { DISK, errorCode, type SpoolFiles } from './spool-files';
import { MAX_FRAME_BYTES } from './spool-format';
import { checkStreamName } from './spool-names';
import { SpoolSegments } from './spool-segments';
import { SpoolUnavailable } from './spool-unavailable';

const HEARTBEAT_MS = 2_000;
/** How many turns of the event loop a group waits for further records, while each brings some. */
const MOST_TURNS = 16;

export interface SpoolOptions {
  /** Below the drain's root: `<root>/<tracker>/<name>`. Writers may share it; each has its own spool id. */
  readonly directory: string;
  /** Lower-case letters, digits, `-` and `_`, at most 16. */
  readonly stream: string;
  /** A segment that has reached this size is followed by the next. Default 16 MiB. */
  readonly segmentBytes?: number;
  /** Bytes of this stream in the folder above which records are refused: what is not yet loaded, and at most a segment more. */
  readonly maxBacklogBytes: number;
  /** `fdatasync`: an acknowledged record survives a power cut. `write`: it survives the death of the process only. */
  readonly sync: 'fdatasync' | 'write';
  /** Room that `encode` is sure to have. Default 32 KiB. */
  readonly maxRecordBytes?: number;
  /** Bound of what waits while one group is being written; above it records are refused. Default 4 MiB, at most 16. */
  readonly maxGroupBytes?: number;
  /** Default: the machine's disk. */
  readonly files?: SpoolFiles;
}

export interface SpoolWriterStats {
  /** Not yet acknowledged or refused. */
  readonly pendingRecords: number;
  readonly records: number;
  readonly refused: number;
  readonly groups: number;
  readonly failedGroups: number;
  readonly bytes: number;
  readonly segments: number;
  /** From handing the last group to the disk until it was safe, in microseconds. */
  readonly lastFlushMicros: number;
  /** Bytes of this stream in the folder, as last looked at, and what was written since. */
  readonly backlogBytes: number;
}

/**
 * Appends records to files and acknowledges each when its group is on disk. One group is on its way at a time, without a timer:
 * what arrives meanwhile makes the next group.
 */
export class SpoolWriter {
  private readonly logger = new Logger(SpoolWriter.name);
  private readonly maxRecordBytes: number;
  private readonly segments: SpoolSegments;
  private active: RecordGroup;
  private spare: RecordGroup;
  private heartbeat: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  private scheduled = false;
  /** Turns of the event loop that the present group has waited, and its records before the last of them. */
  private turns = 0;
  private gathered = 0;
  private flushing = false;
  private closed = false;
  private failing = false;
  private whenIdle: (() => void) | null = null;
  private readonly totals = { records: 0, refused: 0, groups: 0, failedGroups: 0, bytes: 0, lastFlushMicros: 0, backlogBytes: 0 };

  private constructor(private readonly options: SpoolOptions) {
    const { directory, stream, sync, files = DISK, segmentBytes = 16 * 1024 * 1024, maxRecordBytes = 32 * 1024, maxGroupBytes = 4 * 1024 * 1024 } = options;
    this.maxRecordBytes = maxRecordBytes;
    this.segments = new SpoolSegments({ files, directory, stream, durable: sync === 'fdatasync', segmentBytes, onSegment: () => this.beat() });
    this.active = new RecordGroup(Math.min(maxGroupBytes, MAX_FRAME_BYTES));
    this.spare = new RecordGroup(Math.min(maxGroupBytes, MAX_FRAME_BYTES));
  }

  /** Starts a new spool in the folder; what earlier ones left there is the drain's to load. */
  static async open(options: SpoolOptions): Promise<SpoolWriter> {
    checkStreamName(options.stream);
    const writer = new SpoolWriter(options);
    await writer.segments.start();
    await writer.measureBacklog();
    writer.heartbeat = setInterval(() => writer.beat(), HEARTBEAT_MS).unref();
    return writer;
  }

  /**
   * `encode` has room for `maxRecordBytes`. `done` is called once: with null when the record is on disk, or with a SpoolUnavailable,
   * also before this returns; then the record must not be taken for kept. @throws what `encode` throws; then `done` is not called.
   */
  append(encode: EncodeRecord, done: AppendDone): void {
    const refusal = this.refusal();
    if (refusal !== null) {
      this.totals.refused += 1;
      return done(refusal);
    }
    this.active.add(encode, this.maxRecordBytes, done);
    if (!this.flushing && !this.scheduled) this.schedule();
  }

  stats(): SpoolWriterStats {
    const pendingRecords = this.active.records + (this.flushing ? this.spare.records : 0);
    return { ...this.totals, segments: this.segments.count, pendingRecords };
  }

  /** Whether a record would be taken now, as far as is known. */
  get accepting(): boolean {
    return !this.failing && !this.closed && this.totals.backlogBytes <= this.options.maxBacklogBytes;
  }

  /** Writes what waits, seals the segment and gives the spool up. Later records are refused. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.heartbeat) clearInterval(this.heartbeat);
    await this.beating;
    if (this.flushing || this.scheduled) await new Promise<void>((resolve) => { this.whenIdle = resolve; });
    await this.segments.close();
  }

  private refusal(): SpoolUnavailable | null {
    if (this.closed) return new SpoolUnavailable('closed', 'The spool is closed');
    if (this.totals.backlogBytes > this.options.maxBacklogBytes) return new SpoolUnavailable('backlog', 'The spool holds as much as it may');
    if (!this.active.reserve(this.maxRecordBytes)) return new SpoolUnavailable('overloaded', 'More records arrive than the disk takes');
    return null;
  }

  private schedule(): void {
    this.scheduled = true;
    this.turns = 0;
    this.gathered = 0;
    setImmediate(this.turn);
  }

  /** A turn of the event loop has ended. While turns bring records the group waits for the next one: a larger group costs the disk no more. */
  private readonly turn = (): void => {
    const { records } = this.active;
    this.turns += 1;
    if (records > this.gathered && this.turns < MOST_TURNS) {
      this.gathered = records;
      setImmediate(this.turn);
      return;
    }
    this.scheduled = false;
    this.flush();
  };

  private flush(): void {
    if (this.active.records === 0) {
      this.whenIdle?.();
      return;
    }
    this.flushing = true;
    const group = this.active;
    this.active = this.spare;
    this.spare = group;
    const started = performance.now();
    const { end } = group;
    this.segments.write(group, (cause) => {
      this.totals.lastFlushMicros = Math.round((performance.now() - started) * 1_000);
      this.settle(group, end, cause);
    });
  }

  private settle(group: RecordGroup, bytes: number, cause: unknown): void {
    const waiting = group.take();
    const error = cause === null ? null : new SpoolUnavailable('disk', 'The spool could not be written', { cause });
    this.flushing = false;
    this.count(waiting.length, bytes, cause);
    this.schedule();
    tellAll(waiting, error);
  }

  private count(records: number, bytes: number, cause: unknown): void {
    if (cause === null) {
      this.totals.groups += 1;
      this.totals.records += records;
      this.totals.bytes += bytes;
      this.totals.backlogBytes += bytes;
    } else {
      this.totals.failedGroups += 1;
      this.totals.refused += records;
    }
    if (this.failing !== (cause !== null)) this.tellChange(cause);
  }

  /** A failing disk fails thousands of groups: it is told when that begins and when it ends. */
  private tellChange(cause: unknown): void {
    this.failing = cause !== null;
    const { stream } = this.options;
    if (this.failing) this.logger.error({ event: 'spool.write_failed', stream, code: errorCode(cause), message: String(cause) });
    else this.logger.log({ event: 'spool.write_recovered', stream, refused: this.totals.refused });
  }

  private beat(): void {
    this.beating ??= this.segments.beat()
      .then(() => this.measureBacklog())
      .catch((error: unknown) => this.logger.error({ event: 'spool.heartbeat_failed', stream: this.options.stream, message: String(error) }))
      .finally(() => { this.beating = null; });
  }

  private async measureBacklog(): Promise<void> {
    this.totals.backlogBytes = await bytesOfStream(this.options.directory, this.options.stream);
  }
}
