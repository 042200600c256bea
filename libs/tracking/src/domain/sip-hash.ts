/**
 * SipHash-2-4: a keyed pseudorandom function with 64 bits of output, made for short messages (Aumasson and Bernstein, "SipHash: a fast
 * short-input PRF", 2012). Here because a call into Node's crypto costs four times as much as all of it, and the package of this name as
 * much as that; held to the authors' test vectors.
 */
export class SipHash {
  private readonly k0h: number;
  private readonly k0l: number;
  private readonly k1h: number;
  private readonly k1l: number;
  private v0h = 0;
  private v0l = 0;
  private v1h = 0;
  private v1l = 0;
  private v2h = 0;
  private v2l = 0;
  private v3h = 0;
  private v3l = 0;

  /** `key` has 16 bytes. */
  constructor(key: Buffer) {
    if (key.length !== 16) throw new Error('a SipHash key has 16 bytes');
    this.k0l = key.readInt32LE(0);
    this.k0h = key.readInt32LE(4);
    this.k1l = key.readInt32LE(8);
    this.k1h = key.readInt32LE(12);
  }

  /** The upper 32 bits of the last hash, as a signed number. */
  high = 0;
  /** The lower 32 bits of the last hash, as a signed number. */
  low = 0;

  /** Hashes bytes[offset, offset + length) into `high` and `low`. */
  hash(bytes: Uint8Array, offset: number, length: number): void {
    this.v0h = this.k0h ^ 0x736f6d65; this.v0l = this.k0l ^ 0x70736575;
    this.v1h = this.k1h ^ 0x646f7261; this.v1l = this.k1l ^ 0x6e646f6d;
    this.v2h = this.k0h ^ 0x6c796765; this.v2l = this.k0l ^ 0x6e657261;
    this.v3h = this.k1h ^ 0x74656462; this.v3l = this.k1l ^ 0x79746573;
    const whole = offset + length - (length & 7);
    for (let at = offset; at < whole; at += 8) this.word(int32(bytes, at + 4), int32(bytes, at));
    let low = 0;
    let high = length << 24;
    for (let index = 0; index < (length & 7); index += 1) {
      const byte = bytes[whole + index] ?? 0;
      if (index < 4) low |= byte << (8 * index);
      else high |= byte << (8 * (index - 4));
    }
    this.word(high, low);
    this.v2l ^= 0xff;
    this.rounds(4);
    this.high = this.v0h ^ this.v1h ^ this.v2h ^ this.v3h;
    this.low = this.v0l ^ this.v1l ^ this.v2l ^ this.v3l;
  }

  private word(high: number, low: number): void {
    this.v3h ^= high;
    this.v3l ^= low;
    this.rounds(2);
    this.v0h ^= high;
    this.v0l ^= low;
  }

  private rounds(count: number): void {
    let { v0h, v0l, v1h, v1l, v2h, v2l, v3h, v3l } = this;
    for (let round = 0; round < count; round += 1) {
      let sum = (v0l >>> 0) + (v1l >>> 0);
      v0h = (v0h + v1h + (sum > 0xffffffff ? 1 : 0)) | 0;
      v0l = sum | 0;
      let high = (v1h << 13) | (v1l >>> 19);
      let low = (v1l << 13) | (v1h >>> 19);
      v1h = high ^ v0h;
      v1l = low ^ v0l;
      high = v0l;
      v0l = v0h;
      v0h = high;

      sum = (v2l >>> 0) + (v3l >>> 0);
      v2h = (v2h + v3h + (sum > 0xffffffff ? 1 : 0)) | 0;
      v2l = sum | 0;
      high = (v3h << 16) | (v3l >>> 16);
      low = (v3l << 16) | (v3h >>> 16);
      v3h = high ^ v2h;
      v3l = low ^ v2l;

      sum = (v0l >>> 0) + (v3l >>> 0);
      v0h = (v0h + v3h + (sum > 0xffffffff ? 1 : 0)) | 0;
      v0l = sum | 0;
      high = (v3h << 21) | (v3l >>> 11);
      low = (v3l << 21) | (v3h >>> 11);
      v3h = high ^ v0h;
      v3l = low ^ v0l;

      sum = (v2l >>> 0) + (v1l >>> 0);
      v2h = (v2h + v1h + (sum > 0xffffffff ? 1 : 0)) | 0;
      v2l = sum | 0;
      high = (v1h << 17) | (v1l >>> 15);
      low = (v1l << 17) | (v1h >>> 15);
      v1h = high ^ v2h;
      v1l = low ^ v2l;
      high = v2l;
      v2l = v2h;
      v2h = high;
    }
    this.v0h = v0h; this.v0l = v0l; this.v1h = v1h; this.v1l = v1l; this.v2h = v2h; this.v2l = v2l; this.v3h = v3h; this.v3l = v3l;
  }
}

function int32(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
