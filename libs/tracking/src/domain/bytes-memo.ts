/**
 * What was looked up by some bytes lately: each slot remembers the last bytes that fell to it. Stands before a slower map that is asked in
 * texts, and forgets whatever another one displaces; equal bytes are compared, so that no sender can pass for another.
 */
export class BytesMemo<Value> {
  private readonly bytes: Buffer;
  /** Lengths plus one; zero for an empty slot. */
  private readonly lengths: Uint16Array;
  private readonly values: (Value | undefined)[];
  private readonly mask: number;

  /** `slots` is a power of two. Bytes longer than `longest` are not remembered. */
  constructor(slots: number, private readonly longest: number) {
    this.mask = slots - 1;
    this.bytes = Buffer.alloc(slots * longest);
    this.lengths = new Uint16Array(slots);
    this.values = new Array<Value | undefined>(slots).fill(undefined);
  }

  /** The value of source[from, to), if it is remembered. */
  get(source: Uint8Array, from: number, to: number): Value | undefined {
    const slot = hashOf(source, from, to) & this.mask;
    if (this.lengths[slot] !== to - from + 1) return undefined;
    const { bytes } = this;
    for (let index = from, held = slot * this.longest; index < to; index += 1, held += 1) if (bytes[held] !== source[index]) return undefined;
    return this.values[slot];
  }

  set(source: Uint8Array, from: number, to: number, value: Value): void {
    if (to - from > this.longest) return;
    const slot = hashOf(source, from, to) & this.mask;
    this.bytes.set(source.subarray(from, to), slot * this.longest);
    this.lengths[slot] = to - from + 1;
    this.values[slot] = value;
  }
}

/** Four bytes at a time: only spreads slots, so that a sender gains nothing by equal hashes. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 13);
}
