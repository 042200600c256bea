import { link, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { type SpoolBatch, type SpoolPlace } from './load-batch';
import { type ReadLimits, SegmentReader } from './segment-reader';
import { sizeOf } from './spool-backlog';
import { errorCode, makeDirectory, syncDirectory } from './spool-files';
import { HEADER_BYTES } from './spool-format';
import { ownerFile, segmentFile } from './spool-names';
import { closeDeadSpool } from './spool-owner';
import { type FoundSpool, QUARANTINE } from './spool-scan';

/** How often a writer is asked whether it lives. */
const OWNER_CHECK_MS = 1_000;

export interface CursorOptions extends ReadLimits {
  readonly root: string;
  /** Told of every stretch of bytes that was acknowledged and cannot be read. */
  readonly onDamage: () => void;
}

/** Goes through one spool batch by batch, and clears away what is loaded. */
export class SpoolCursor {
  private readonly logger = new Logger(SpoolCursor.name);
  private at: SpoolPlace;
  /** Where the database stands; differs from `at` when there was nothing to load in between. */
  private loaded: SpoolPlace;
  private reader: SegmentReader | null = null;
  /** What the readers read into, one after the other. */
  private room: Buffer | undefined;
  /** Nothing more can come in the segment that is being read. */
  private over = false;
  private ownerSeenAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: CursorOptions, private spool: FoundSpool, loaded: SpoolPlace | null) {
    this.loaded = loaded ?? { segment: spool.segments[0] ?? 1, position: HEADER_BYTES };
    this.at = this.loaded;
  }

  /** The next byte to load. */
  get place(): SpoolPlace {
    return this.at;
  }

  /** What a later scan found. */
  refresh(spool: FoundSpool): void {
    this.spool = spool;
  }

  /** The next batch, or null when there is none now. A batch comes again until `confirm` or `moveTo`. */
  async next(): Promise<SpoolBatch | null> {
    for (;;) {
      const reader = await this.openReader();
      if (reader === null) return null;
      const chunk = await reader.read(this.at.position, this.options);
      const reached = { segment: this.at.segment, position: chunk.position };
      if (chunk.records.length > 0) {
        const { spoolId, stream, tracker } = this.spool;
        return { spoolId, stream, tracker, begin: this.loaded, from: this.at, end: reached, records: chunk.records };
      }
      if (chunk.end === 'damaged') await this.setAside(reached);
      else if (chunk.end === 'sealed') await this.leaveSegment();
      else if (chunk.end === 'open' && !(await this.passEnd(reader))) return null;
    }
  }

  /** The batch is in the database. */
  confirm(batch: SpoolBatch): void {
    this.at = batch.end;
    this.loaded = batch.end;
  }

  /** Goes on where the database stands. */
  async moveTo(place: SpoolPlace): Promise<void> {
    await this.closeReader();
    this.at = place;
    this.loaded = place;
  }

  /** Whether all of the spool is loaded and nothing can be added to it. */
  async isDone(): Promise<boolean> {
    return this.segments().length === 0 && (await this.isClosed());
  }

  /** Removes the last trace of a spool that is done, and its folder when nobody else uses it. */
  async clear(): Promise<void> {
    await this.closeReader();
    await removeFile(join(this.spool.directory, ownerFile(this.spool, 'closed')));
    try {
      await rmdir(this.spool.directory);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCode(error))) throw error;
    }
  }

  async closeReader(): Promise<void> {
    const { reader } = this;
    this.reader = null;
    this.over = false;
    this.room = reader?.room ?? this.room;
    await reader?.close();
  }

  private async openReader(): Promise<SegmentReader | null> {
    while (this.reader === null) {
      await this.removeLoaded();
      const segment = this.segments()[0];
      if (segment === undefined) return null;
      if (segment > this.at.segment) this.at = { segment, position: HEADER_BYTES };
      try {
        this.reader = await SegmentReader.open(this.pathOf(segment), { ...this.spool, segment }, this.room);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') throw error;
        this.forget(segment); // another drain removed it
      }
    }
    return this.reader;
  }

  /** At the last readable byte: goes to the next segment if nothing more can come here. False while something may. */
  private async passEnd(reader: SegmentReader): Promise<boolean> {
    if (!this.over) {
      this.over = (await this.isFollowed()) || (await this.isClosed());
      return this.over; // then look once more: the last groups may have come before what proves the end
    }
    const torn = (await reader.size()) - this.at.position;
    if (torn > 0) this.logger.warn({ event: 'spool.torn_tail', spool: this.spool.spoolId, segment: this.at.segment, position: this.at.position, bytes: torn });
    await this.leaveSegment();
    return true;
  }

  /** A group in a later segment: the writer never goes back. A later segment without one may just have been prepared. */
  private async isFollowed(): Promise<boolean> {
    for (const segment of this.segments()) {
      if (segment > this.at.segment && (await sizeOf(this.pathOf(segment))) > HEADER_BYTES) return true;
    }
    return false;
  }

  private async isClosed(): Promise<boolean> {
    if (this.spool.state !== 'owner') return true;
    const now = performance.now();
    if (now - this.ownerSeenAt < OWNER_CHECK_MS) return false;
    this.ownerSeenAt = now;
    const closed = await closeDeadSpool(this.spool.directory, this.spool);
    if (closed) this.spool = { ...this.spool, state: 'closed' };
    return closed;
  }

  /** Segments before the one where the database stands; there are some after a crash between a commit and the removal. */
  private async removeLoaded(): Promise<void> {
    for (const segment of this.spool.segments.filter((other) => other < this.loaded.segment)) {
      await removeFile(this.pathOf(segment));
      this.forget(segment);
    }
  }

  /** All of the segment is loaded. */
  private async leaveSegment(): Promise<void> {
    const { segment } = this.at;
    await this.closeReader();
    await removeFile(this.pathOf(segment));
    this.forget(segment);
    if (this.segments().length === 0) await syncDirectory(this.spool.directory);
    this.at = { segment: segment + 1, position: HEADER_BYTES };
  }

  /** Acknowledged bytes cannot be read any more. What is after them is loaded; the file is kept for whoever must find out. */
  private async setAside(reached: SpoolPlace): Promise<void> {
    const folder = join(this.options.root, QUARANTINE);
    const name = segmentFile({ ...this.spool, segment: this.at.segment });
    this.logger.error({
      event: 'spool.damaged', spool: this.spool.spoolId, stream: this.spool.stream, tracker: this.spool.tracker, segment: this.at.segment,
      from: this.at.position === reached.position ? 0 : this.at.position, to: reached.position, kept: `${QUARANTINE}/${name}`,
    });
    this.options.onDamage();
    await makeDirectory(folder);
    try {
      await link(this.pathOf(this.at.segment), join(folder, name));
      await syncDirectory(folder);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error; // set aside before
    }
    this.at = reached;
  }

  private segments(): number[] {
    return this.spool.segments.filter((segment) => segment >= this.at.segment);
  }

  private forget(segment: number): void {
    this.spool = { ...this.spool, segments: this.spool.segments.filter((other) => other !== segment) };
  }

  private pathOf(segment: number): string {
    return join(this.spool.directory, segmentFile({ ...this.spool, segment }));
  }
}

/** Two drains may clear away the same thing. */
async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
