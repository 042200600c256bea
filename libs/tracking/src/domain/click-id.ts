import { randomBytes, timingSafeEqual } from 'node:crypto';
import { decodeBase32, ID_PREFIXES, type Uuid } from '@fairlead/kernel';
import { RandomPool } from './random-pool';
import { SipHash } from './sip-hash';

const PREFIX = `${ID_PREFIXES.click}_`;
const PART = 26;
const MAC_LETTERS = 8;
const MAC_BYTES = 5;
const LETTERS = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz', 'latin1');
/** Marks ids of tracking tests; trackers have the shards below. */
export const TEST_SHARD = 4_095;
const LENGTH = PREFIX.length + 2 * PART + MAC_LETTERS;

/** A click's identity: an id that sorts by time and names the shard that minted it, and 128 random bits that nobody can guess. */
export interface ClickId {
  readonly id: Uuid;
  /** 32 hex digits. */
  readonly nonce: string;
}

/**
 * Mints and reads public click ids: `clk_`, 26 letters of the id, 26 of the random bits, 8 of a MAC over both. The id is a UUIDv7:
 * milliseconds, then 12 bits of shard. A forged id is refused by its MAC alone, without a look-up.
 * The MAC is SipHash-2-4 over all 32 bytes, cut to 40 bits.
 */
export class ClickIds {
  private readonly sip: SipHash;
  private readonly random = new RandomPool();
  private readonly macBytes = Buffer.alloc(MAC_BYTES);
  private readonly text = Buffer.from(PREFIX.padEnd(LENGTH), 'latin1');

  /** `key` has 16 bytes. */
  constructor(key: Buffer) {
    this.sip = new SipHash(key);
  }

  /** Writes a new identity, 32 bytes, at `offset` of `target`: the id, then the nonce. `shard` is 0 to 4095; the nonce 16 random bytes that were never used. */
  mintInto(target: Buffer, offset: number, nowMs: number, shard: number, nonces: Buffer, nonceAt: number): void {
    this.random.fill(target, offset + 8, 8);
    for (let index = 0; index < 16; index += 1) target[offset + 16 + index] = nonces[nonceAt + index] ?? 0;
    target.writeUIntBE(nowMs, offset, 6);
    target[offset + 6] = 0x70 | (shard >> 8);
    target[offset + 7] = shard & 0xff;
    target[offset + 8] = 0x80 | ((target[offset + 8] ?? 0) & 0x3f);
  }

  /** The public form of the 32 bytes at `offset`. */
  formatBytes(bytes: Buffer, offset: number): string {
    const { text } = this;
    putLetters(bytes, offset, 16, text, PREFIX.length);
    putLetters(bytes, offset + 16, 16, text, PREFIX.length + PART);
    putLetters(this.mac(bytes, offset), 0, MAC_BYTES, text, PREFIX.length + 2 * PART);
    return text.toString('latin1', 0, LENGTH);
  }

  mint(nowMs: number, shard = 0): ClickId {
    const bytes = Buffer.allocUnsafe(32);
    this.mintInto(bytes, 0, nowMs, shard, randomBytes(16), 0);
    return readClickId(bytes, 0);
  }

  format(click: ClickId): string {
    return this.formatBytes(Buffer.from(click.id.replaceAll('-', '') + click.nonce, 'hex'), 0);
  }

  /** Null for text that is no click id of ours: malformed, or its MAC is wrong. */
  parse(text: string): ClickId | null {
    if (text.length !== LENGTH || !text.startsWith(PREFIX)) return null;
    const id = decodeBase32(text.slice(PREFIX.length, PREFIX.length + PART), PART, 128);
    const nonce = decodeBase32(text.slice(PREFIX.length + PART, PREFIX.length + 2 * PART), PART, 128);
    const mac = decodeBase32(text.slice(-MAC_LETTERS), MAC_LETTERS, 8 * MAC_BYTES);
    if (id === null || nonce === null || mac === null) return null;
    const bytes = Buffer.from(id.toString(16).padStart(32, '0') + nonce.toString(16).padStart(32, '0'), 'hex');
    const given = Buffer.from(mac.toString(16).padStart(2 * MAC_BYTES, '0'), 'hex');
    return timingSafeEqual(this.mac(bytes, 0), given) ? readClickId(bytes, 0) : null;
  }

  private mac(bytes: Buffer, offset: number): Buffer {
    this.sip.hash(bytes, offset, 32);
    this.macBytes.writeInt32BE(this.sip.high, 0);
    this.macBytes[4] = this.sip.low >>> 24;
    return this.macBytes;
  }
}

/** The identity in the 32 bytes at `offset`. */
export function readClickId(bytes: Buffer, offset: number): ClickId {
  const hex = bytes.toString('hex', offset, offset + 32);
  return { id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`, nonce: hex.slice(32) };
}

/** Whether the id was minted for a tracking test: no visit stands behind it, and nothing is earned by it. */
export function isTestClickId(id: Uuid): boolean {
  return Number.parseInt(id.slice(15, 18), 16) === TEST_SHARD;
}

/** The smallest click id of an instant: ids from it on happened then or later. */
export function firstClickIdAt(ms: number): Uuid {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Writes Crockford base32 of a big-endian number, left-padded to whole letters, as the kernel's `encodeBase32` does. */
function putLetters(bytes: Buffer, offset: number, length: number, target: Buffer, at: number): void {
  let held = 0;
  let bits = (5 - ((length * 8) % 5)) % 5;
  let place = at;
  for (let index = offset; index < offset + length; index += 1) {
    held = (held << 8) | (bytes[index] ?? 0);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      target[place] = LETTERS[(held >> bits) & 31] ?? 0;
      place += 1;
    }
    held &= (1 << bits) - 1;
  }
}
