import { createCipheriv, timingSafeEqual } from 'node:crypto';
import { decodeBase32, ID_PREFIXES, type Uuid } from '@fairlead/kernel';
import { RandomPool } from './random-pool';

const PREFIX = `${ID_PREFIXES.click}_`;
const PART = 26;
const MAC_LETTERS = 8;
const MAC_BYTES = 5;
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = PREFIX.length + 2 * PART + MAC_LETTERS;
const KEY_BYTES = 32;

/** A click's identity: an id that sorts by time and names the shard that minted it, and 128 random bits that nobody can guess. */
export interface ClickId {
  readonly id: Uuid;
  /** 32 hex digits. */
  readonly nonce: string;
}

/**
 * Mints and reads public click ids: `clk_`, 26 letters of the id, 26 of the random bits, 8 of a MAC over both. The id is a UUIDv7:
 * milliseconds, then 12 bits of shard. A forged id is refused by its MAC alone, without a look-up.
 * The MAC is AES-256 CBC-MAC over exactly two blocks (FIPS 113 with AES; safe for messages of one fixed length), cut to 40 bits.
 */
export class ClickIds {
  private readonly encrypt: (block: Uint8Array) => Buffer;
  private readonly random = new RandomPool();
  private readonly second = Buffer.alloc(16);

  /** `key` has 32 bytes. */
  constructor(key: Buffer) {
    if (key.length !== KEY_BYTES) throw new Error('a click id key has 32 bytes');
    const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    this.encrypt = (block) => cipher.update(block);
  }

  /** Writes a new identity, 32 bytes, at `offset` of `target`: the id, then the random bits. `shard` is 0 to 4095. */
  mintInto(target: Buffer, offset: number, nowMs: number, shard: number): void {
    this.random.fill(target, offset + 8, 24);
    target.writeUIntBE(nowMs, offset, 6);
    target[offset + 6] = 0x70 | (shard >> 8);
    target[offset + 7] = shard & 0xff;
    target[offset + 8] = 0x80 | ((target[offset + 8] ?? 0) & 0x3f);
  }

  /** The public form of the 32 bytes at `offset`. */
  formatBytes(bytes: Buffer, offset: number): string {
    return PREFIX + letters(bytes, offset, 16) + letters(bytes, offset + 16, 16) + letters(this.mac(bytes, offset), 0, MAC_BYTES);
  }

  mint(nowMs: number, shard = 0): ClickId {
    const bytes = Buffer.allocUnsafe(32);
    this.mintInto(bytes, 0, nowMs, shard);
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
    const first = this.encrypt(bytes.subarray(offset, offset + 16));
    for (let index = 0; index < 16; index += 1) this.second[index] = (first[index] ?? 0) ^ (bytes[offset + 16 + index] ?? 0);
    return this.encrypt(this.second).subarray(0, MAC_BYTES);
  }
}

/** The identity in the 32 bytes at `offset`. */
export function readClickId(bytes: Buffer, offset: number): ClickId {
  const hex = bytes.toString('hex', offset, offset + 32);
  return { id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`, nonce: hex.slice(32) };
}

/** The smallest click id of an instant: ids from it on happened then or later. */
export function firstClickIdAt(ms: number): Uuid {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Crockford base32 of a big-endian number, left-padded to whole letters, as the kernel's `encodeBase32` writes it. */
function letters(bytes: Buffer, offset: number, length: number): string {
  let held = 0;
  let text = '';
  let bits = (5 - ((length * 8) % 5)) % 5;
  for (let index = offset; index < offset + length; index += 1) {
    held = (held << 8) | (bytes[index] ?? 0);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += LETTERS[(held >> bits) & 31] ?? '';
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
