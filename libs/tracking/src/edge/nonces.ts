import { randomFillSync } from 'node:crypto';
import type { AddressSeal } from './address-seal';

const BLOCK = 16;
const BYTES = 256 * BLOCK;

/**
 * Random bits for clicks, and what seals addresses under them, made in bulk: a call into Node's crypto for each click would cost as much
 * as its decision. No nonce is given out twice.
 */
export class Nonces {
  readonly bytes = Buffer.allocUnsafe(BYTES);
  /** As long as `bytes`; null where the day has no key. */
  pads: Buffer | null = null;
  private at = BYTES;
  private day = '';
  private version = -1;

  constructor(private readonly seal: AddressSeal) {}

  /** The place of the next nonce in `bytes`, and of its pad in `pads`, until the next call. */
  next(day: string): number {
    this.at += BLOCK;
    if (this.at >= BYTES || day !== this.day || this.version !== this.seal.version) this.refill(day);
    return this.at;
  }

  private refill(day: string): void {
    randomFillSync(this.bytes);
    this.day = day;
    this.version = this.seal.version;
    this.pads = this.seal.pads(day, this.bytes);
    this.at = 0;
  }
}
