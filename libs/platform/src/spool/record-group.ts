import { completeFrame, FRAME_BYTES, RECORD_OVERHEAD_BYTES } from './spool-format';

/** Told once whether the record is on disk. */
export type AppendDone = (error: Error | null) => void;

/** Writes the record at `offset` of `target` and returns the offset after it. */
export type EncodeRecord = (target: Buffer, offset: number) => number;

const FIRST_BYTES = 256 * 1024;

/** Records that become durable together: one frame in one buffer, which is used again and grows up to a bound. */
export class RecordGroup {
  bytes: Buffer;
  /** The offset after the last record. */
  end = FRAME_BYTES;
  private waiting: AppendDone[] = [];

  constructor(private readonly maxBytes: number) {
    this.bytes = Buffer.allocUnsafe(Math.min(FIRST_BYTES, maxBytes));
  }

  get records(): number {
    return this.waiting.length;
  }

  /** Whether one more record of this size may come; makes room for it. */
  reserve(recordBytes: number): boolean {
    const needed = this.end + RECORD_OVERHEAD_BYTES + recordBytes;
    if (needed <= this.bytes.length) return true;
    if (needed > this.maxBytes) return false;
    const larger = Buffer.allocUnsafe(Math.min(this.maxBytes, Math.max(needed, this.bytes.length * 2)));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
    return true;
  }

  /** Adds a record of at most `maxBytes`. @throws RangeError when `encode` wrote something else; the group is as before. */
  add(encode: EncodeRecord, maxBytes: number, done: AppendDone): void {
    const start = this.end + RECORD_OVERHEAD_BYTES;
    const end = encode(this.bytes, start);
    if (!(end > start && end <= start + maxBytes)) throw new RangeError(`a record of the spool ends at ${end - start} bytes, the bound is ${maxBytes}`);
    this.bytes.writeUInt32LE(end - start, this.end);
    this.end = end;
    this.waiting.push(done);
  }

  complete(place: { seed: number; offset: number; writtenMs: number }): void {
    completeFrame(this.bytes, this.end, { ...place, records: this.records });
  }

  /** Empties the group for the next records and hands over those who wait for the outcome. */
  take(): AppendDone[] {
    const waiting = this.waiting;
    this.waiting = [];
    this.end = FRAME_BYTES;
    return waiting;
  }
}

/** Tells everyone, in order. What one of them throws is thrown later: the others must hear too. */
export function tellAll(waiting: readonly AppendDone[], error: Error | null): void {
  for (const done of waiting) {
    try {
      done(error);
    } catch (thrown) {
      process.nextTick(() => { throw thrown; });
    }
  }
}
