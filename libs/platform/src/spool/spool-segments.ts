import { newId, type Uuid } from '@fairlead/kernel';
import { Logger } from '@nestjs/common';
import { type RecordGroup } from './record-group';
import { type SegmentOptions, SegmentWriter } from './segment-writer';
import { errorCode, makeDirectory } from './spool-files';
import { SpoolOwner } from './spool-owner';

/** A group that became safe this long after a heartbeat is acknowledged only after another one. */
const FENCE_MS = 20_000;

/** One writer's life: a dead or fenced one is never continued, a new one starts with a new id. */
interface Spool {
  readonly spoolId: Uuid;
  readonly owner: SpoolOwner;
  nextSegment: number;
}

export interface SpoolSegmentsOptions extends SegmentOptions {
  readonly stream: string;
  /** A segment that has reached this size is followed by the next. */
  readonly segmentBytes: number;
  /** A following segment stands ready. */
  readonly onSegment: () => void;
}

/** The row of segments that one process writes: the present one, the next one made ready, those before being sealed. */
export class SpoolSegments {
  private readonly logger = new Logger(SpoolSegments.name);
  private spool: Spool | null = null;
  private present: SegmentWriter | null = null;
  private following: SegmentWriter | null = null;
  /** Has a group on its way, so its file must stay open. */
  private writing: SegmentWriter | null = null;
  private preparing: Promise<void> | null = null;
  /** Segments that are being sealed or closed. */
  private readonly unfinished = new Set<Promise<void>>();
  /** How many were made. */
  count = 0;

  constructor(private readonly options: SpoolSegmentsOptions) {}

  async start(): Promise<void> {
    this.present = await this.create();
  }

  /** Writes the group where it belongs; `done` gets null when it is safe and the spool still ours. One group at a time. */
  write(group: RecordGroup, done: (error: unknown) => void): void {
    if (this.following) this.moveOn();
    if (this.present) return this.writeTo(this.present, group, done);
    this.replace().then((segment) => this.writeTo(segment, group, done), done);
  }

  /** A sign of life. @throws Error when a drain took this process for dead; then the next group starts a new spool. */
  async beat(): Promise<void> {
    if (this.spool) await this.assertOwned(this.spool);
  }

  /** Seals what is open and gives the spool up. No group may be on its way. */
  async close(): Promise<void> {
    await this.preparing;
    for (const segment of [this.present, this.following]) if (segment) this.sealBehind(segment);
    this.present = null;
    this.following = null;
    await Promise.all(this.unfinished);
    await this.spool?.owner.close();
  }

  private writeTo(segment: SegmentWriter, group: RecordGroup, done: (error: unknown) => void): void {
    this.writing = segment;
    segment.writeGroup(group, (error, usable) => {
      this.writing = null;
      if (!usable) this.abandon(segment);
      else if (segment !== this.present) this.closeBehind(segment); // the spool was given up meanwhile
      if (error) return done(error);
      if (segment.position >= this.options.segmentBytes) this.prepareFollowing();
      this.fence(segment, done);
    });
  }

  /** A drain that took this process for dead has stopped reading the spool: what was just written would never be loaded. */
  private fence(segment: SegmentWriter, done: (error: unknown) => void): void {
    const { spool } = this;
    if (spool === null || segment.identity.spoolId !== spool.spoolId) return done(new Error('the spool was given up meanwhile'));
    if (spool.owner.silenceMs < FENCE_MS) return done(null);
    this.assertOwned(spool).then(() => done(null), done);
  }

  private async assertOwned(spool: Spool): Promise<void> {
    if (await spool.owner.beat()) return;
    if (this.spool === spool) {
      for (const segment of [this.present, this.following]) if (segment && segment !== this.writing) this.closeBehind(segment);
      this.spool = null;
      this.present = null;
      this.following = null;
    }
    throw new Error('a drain took this writer for dead; it goes on with a new spool');
  }

  private moveOn(): void {
    if (this.present) this.sealBehind(this.present);
    this.present = this.following;
    this.following = null;
  }

  /** Groups go on into the full segment until the next one stands ready. */
  private prepareFollowing(): void {
    if (this.preparing || this.following) return;
    this.preparing = this.create()
      .then((segment) => this.takeFollowing(segment), (error: unknown) => this.logger.warn({ event: 'spool.segment_failed', message: String(error) }))
      .finally(() => { this.preparing = null; });
  }

  private takeFollowing(segment: SegmentWriter): void {
    if (segment.identity.spoolId !== this.spool?.spoolId) return this.closeBehind(segment);
    this.following = segment;
    this.options.onSegment();
  }

  private async replace(): Promise<SegmentWriter> {
    await this.preparing;
    if (this.following) this.moveOn();
    this.present ??= await this.create();
    return this.present;
  }

  /** A number is used once, also when its file cannot be begun: a drain that holds the one that failed would take the next for read. */
  private async create(): Promise<SegmentWriter> {
    this.spool ??= await this.createSpool();
    const { spool } = this;
    const number = spool.nextSegment;
    spool.nextSegment += 1;
    const segment = await SegmentWriter.create(this.options, { spoolId: spool.spoolId, stream: this.options.stream, segment: number });
    this.count += 1;
    return segment;
  }

  private async createSpool(): Promise<Spool> {
    const { directory, stream } = this.options;
    const spoolId = newId();
    for (let attempt = 1; ; attempt += 1) {
      await makeDirectory(directory);
      try {
        return { spoolId, owner: await SpoolOwner.create(directory, { spoolId, stream }), nextSegment: 1 };
      } catch (error) {
        if (errorCode(error) !== 'ENOENT' || attempt === 5) throw error; // a drain removed the empty folder at this moment
      }
    }
  }

  /** The state of the file is not known any more, so nothing more is written to it. */
  private abandon(segment: SegmentWriter): void {
    if (this.present === segment) this.present = null;
    const { spoolId, stream, segment: number } = segment.identity;
    this.logger.error({ event: 'spool.segment_abandoned', spool: spoolId, stream, segment: number, bytes: segment.position });
    this.closeBehind(segment);
  }

  /** The reader needs no seal when a later segment has a group, so a failure here costs nothing. */
  private sealBehind(segment: SegmentWriter): void {
    this.behind(segment, 'spool.seal_failed', segment.seal());
  }

  private closeBehind(segment: SegmentWriter): void {
    this.behind(segment, 'spool.close_failed', segment.close());
  }

  private behind(segment: SegmentWriter, event: string, work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => this.logger.warn({ event, segment: segment.identity.segment, message: String(error) }))
      .finally(() => this.unfinished.delete(done));
    this.unfinished.add(done);
  }
}
