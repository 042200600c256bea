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
    this.pool.copy(target, at, this.offset, this.offset + length);
    this.pool.fill(0, this.offset, this.offset + length);
    this.offset += length;
  }
}
