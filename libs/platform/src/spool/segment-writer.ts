import { join } from 'node:path';
import { type RecordGroup } from './record-group';
import { errorCode, makeDirectory, type SpoolFiles } from './spool-files';
import { completeFrame, encodeHeader, FRAME_BYTES, HEADER_BYTES, type SegmentIdentity, segmentSeed } from './spool-format';
import { segmentFile } from './spool-names';

/** After these the written part can be cut off and the segment used on. After any other the state of the file is not known. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT']);

/** `usable`: whether further groups may be written to this segment. */
export type GroupWritten = (error: Error | null, usable: boolean) => void;

export interface SegmentOptions {
  readonly files: SpoolFiles;
  readonly directory: string;
  readonly durable: boolean;
}

/** One segment that is being written. One call at a time. */
export class SegmentWriter {
  private readonly seed: number;
  /** The end of the last group that is safe. */
  position = HEADER_BYTES;

  private constructor(private readonly options: SegmentOptions, readonly identity: SegmentIdentity, private readonly fd: number) {
    this.seed = segmentSeed(identity);
  }

  /** Makes the file, its header and its name durable. */
  static async create(options: SegmentOptions, identity: SegmentIdentity): Promise<SegmentWriter> {
    await makeDirectory(options.directory);
    const path = join(options.directory, segmentFile(identity));
    const fd = await new Promise<number>((resolve, reject) => options.files.create(path, options.durable, (error, opened) => (error ? reject(error) : resolve(opened))));
    const segment = new SegmentWriter(options, identity, fd);
    try {
      await asPromise((done) => segment.put(encodeHeader(identity, Date.now()), HEADER_BYTES, 0, done));
      await options.files.syncDirectory(options.directory);
      return segment;
    } catch (error) {
      await segment.close();
      await options.files.remove(path);
      throw error;
    }
  }

  /** Writes the group after the last good one. A group that fails leaves nothing that a reader could take for a group. */
  writeGroup(group: RecordGroup, done: GroupWritten): void {
    group.complete({ seed: this.seed, offset: this.position, writtenMs: Date.now() });
    const { end } = group;
    this.put(group.bytes, end, this.position, (error) => {
      if (error) return this.cutBack(error, NO_ROOM.has(errorCode(error)), done);
      this.finish(end, done);
    });
  }

  /** Says that the segment is whole, and closes it. */
  async seal(): Promise<void> {
    const frame = Buffer.alloc(FRAME_BYTES);
    completeFrame(frame, FRAME_BYTES, { records: 0, writtenMs: Date.now(), seed: this.seed, offset: this.position });
    try {
      await asPromise((done) => this.put(frame, FRAME_BYTES, this.position, done));
    } finally {
      await this.close();
    }
  }

  close(): Promise<void> {
    return asPromise((done) => this.options.files.close(this.fd, done));
  }

  private finish(bytes: number, done: GroupWritten): void {
    this.position += bytes;
    done(null, true);
  }

  /** The refused group should not be read; if it cannot be cut off, nothing is written over it either. */
  private cutBack(cause: Error, usable: boolean, done: GroupWritten): void {
    this.options.files.truncate(this.fd, this.position, (failure) => done(cause, usable && !failure));
  }

  private put(bytes: Buffer, length: number, position: number, done: (error: Error | null) => void, start = 0): void {
    this.options.files.write(this.fd, bytes, start, length - start, position + start, (error, written) => {
      if (error) return done(error);
      if (written <= 0) return done(new Error('the disk wrote nothing'));
      if (start + written >= length) return done(null);
      this.put(bytes, length, position, done, start + written);
    });
  }
}

function asPromise(call: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));
}
