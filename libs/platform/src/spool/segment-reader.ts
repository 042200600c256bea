import { type FileHandle, open } from 'node:fs/promises';
import { claimedFrameBytes, collectRecords, HEADER_BYTES, isHeaderOf, MARK, MARK_OFFSET, readFrame, type SegmentIdentity, segmentSeed } from './spool-format';

/**
 * What follows the records that were given: `more` frames; the `sealed` end; nothing that can be read yet, so `open` (of a live writer)
 * or torn (of a dead one); or bytes that are `damaged`, proven by an unharmed frame after them.
 */
export type SegmentEnd = 'more' | 'sealed' | 'open' | 'damaged';

export interface SegmentChunk {
  /** Views that hold until the next read. */
  readonly records: readonly Buffer[];
  /** The byte after the records; with `damaged` the next unharmed frame. */
  readonly position: number;
  /** When the first group was written, Unix ms; null without records. */
  readonly writtenMs: number | null;
  readonly end: SegmentEnd;
}

export interface ReadLimits {
  /** Whole groups are given, so the last one may go beyond. */
  readonly maxRecords: number;
  readonly maxBytes: number;
}

const FIRST_ROOM = 64 * 1024;

/** Reads whole groups of one segment, from any frame on, while it may still be written. */
export class SegmentReader {
  private readonly seed: number;
  private headerSeen = false;

  private constructor(private readonly handle: FileHandle, private readonly identity: SegmentIdentity, private buffer: Buffer) {
    this.seed = segmentSeed(identity);
  }

  /**
   * The name says which segment it is; a header that says otherwise is damage. `room` is what is read into, and grows: that of the reader
   * before, whose views then end. @throws ENOENT when the file is gone.
   */
  static async open(path: string, identity: SegmentIdentity, room: Buffer = Buffer.allocUnsafe(FIRST_ROOM)): Promise<SegmentReader> {
    return new SegmentReader(await open(path, 'r'), identity, room);
  }

  get room(): Buffer {
    return this.buffer;
  }

  /** @param position the first byte of a frame; at least HEADER_BYTES. */
  async read(position: number, limits: ReadLimits): Promise<SegmentChunk> {
    if (!this.headerSeen && (await this.isHeaderDamaged())) {
      return { records: [], position, writtenMs: null, end: 'damaged' }; // told once; the name says as much as the header
    }
    const filled = await this.fill(position, limits.maxBytes);
    const chunk = this.parse(position, filled, limits.maxRecords);
    if (chunk.end !== 'open' || filled === 0 || chunk.records.length > 0) return chunk;
    const later = await this.findFrame(position, true);
    return later === null ? chunk : { ...chunk, position: later, end: later === position ? 'more' : 'damaged' };
  }

  async size(): Promise<number> {
    return (await this.handle.stat()).size;
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  /** A header is whole before the first frame is written: without one it may be on its way, or its writer died. */
  private async isHeaderDamaged(): Promise<boolean> {
    this.headerSeen = await this.hasHeader();
    if (this.headerSeen || (await this.findFrame(HEADER_BYTES, false)) === null) return false;
    this.headerSeen = true;
    return !(await this.hasHeader());
  }

  private async hasHeader(): Promise<boolean> {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await this.handle.read(header, 0, HEADER_BYTES, 0);
    return isHeaderOf(header.subarray(0, bytesRead), this.identity);
  }

  /** Fills the buffer from the file, at least with the first frame if that is all there. */
  private async fill(position: number, wanted: number): Promise<number> {
    let filled = await this.readInto(position);
    while (filled === this.buffer.length) {
      const first = claimedFrameBytes(this.buffer, 0, filled) ?? 0;
      const needed = Math.max(first, Math.min(wanted, this.buffer.length * 4));
      if (needed <= this.buffer.length) break;
      this.buffer = Buffer.allocUnsafe(needed);
      filled = await this.readInto(position);
    }
    return filled;
  }

  private async readInto(position: number): Promise<number> {
    return (await this.handle.read(this.buffer, 0, this.buffer.length, position)).bytesRead;
  }

  private parse(position: number, filled: number, maxRecords: number): SegmentChunk {
    const records: Buffer[] = [];
    let at = 0;
    let writtenMs: number | null = null;
    let end: SegmentEnd = 'more';
    while (records.length < maxRecords) {
      const frame = readFrame(this.buffer, at, filled, { seed: this.seed, offset: position + at });
      if (frame?.kind !== 'group') {
        end = frame ? 'sealed' : 'open';
        break;
      }
      collectRecords(this.buffer, at, frame, records);
      writtenMs ??= frame.writtenMs;
      at = frame.end;
    }
    return { records, position: position + at, writtenMs, end };
  }

  /**
   * Where the first unharmed frame is, at `from` or later. One after `from` proves damage at `from` only if that is still not readable
   * when looked at again: a writer may have completed it between two looks, but never writes a frame before the one ahead of it is done.
   */
  private async findFrame(from: number, again: boolean): Promise<number | null> {
    const rest = Math.max(0, (await this.size()) - from);
    const bytes = Buffer.allocUnsafe(rest);
    const { bytesRead } = await this.handle.read(bytes, 0, rest, from);
    for (let mark = bytes.indexOf(MARK, MARK_OFFSET); mark >= 0 && mark < bytesRead; mark = bytes.indexOf(MARK, mark + 1)) {
      const at = mark - MARK_OFFSET;
      if (readFrame(bytes, at, bytesRead, { seed: this.seed, offset: from + at }) === null) continue;
      return again && at > 0 ? this.findFrame(from, false) : from + at;
    }
    return null;
  }
}
