import { newId, type Uuid } from '@fairlead/kernel';

const REMEMBERED_MILLISECONDS = 256;

/**
 * Mints ids that keep the order of minting also within one millisecond, which all journals of a transaction share:
 * a trace shows the reservation before the accrual. Holds within this process.
 */
export class OrderedIds {
  /** The last id of each of the latest milliseconds, the one used last at the end. */
  private readonly lastOf = new Map<number, Uuid>();

  next(nowMs: number): Uuid {
    const last = this.lastOf.get(nowMs);
    const id = last === undefined ? newId(nowMs) : following(last);
    this.lastOf.delete(nowMs);
    this.lastOf.set(nowMs, id);
    const [oldest] = this.lastOf.keys();
    if (this.lastOf.size > REMEMBERED_MILLISECONDS && oldest !== undefined) this.lastOf.delete(oldest);
    return id;
  }
}

/** One more in the 62 random bits at the end; a carry out of them is as likely as two equal ids. */
function following(id: Uuid): Uuid {
  const hex = (BigInt(`0x${id.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
