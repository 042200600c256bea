import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 65_536;

/** Random bytes from the system's generator, fetched in bulk: a call for each click would cost more than the click's id. */
export class RandomPool {
  private readonly pool = Buffer.allocUnsafe(POOL_BYTES);
  private offset = POOL_BYTES;

  /** Writes `length` random bytes; no byte is given out twice. */
  fill(target: Buffer, at: number, length: number): void {
    if (this.offset + length > POOL_BYTES) {
      randomFillSync(this.pool);
      this.offset = 0;
    }
    for (let index = 0; index < length; index += 1) { // for so few bytes a loop costs less than calls
      target[at + index] = this.pool[this.offset + index] ?? 0;
      this.pool[this.offset + index] = 0;
    }
    this.offset += length;
  }
}
