import { createCipheriv } from 'node:crypto';

const V4_HEAD = Buffer.from('00000000000000000000ffff', 'hex');

/**
 * Encrypts visitors' addresses under a key of the day: AES-256 of the click id, a block that never comes twice, xored with the address
 * (counter mode with the id as the counter). When the key is removed nobody can read the addresses of that day any more.
 */
export class AddressSeal {
  private readonly streams = new Map<string, (id: Uint8Array) => Buffer>();

  /** `keys` by day, `2026-11-23`: 32 bytes each. Days that are no longer among them are forgotten. */
  replace(keys: ReadonlyMap<string, Buffer>): void {
    for (const day of [...this.streams.keys()]) if (!keys.has(day)) this.streams.delete(day);
    for (const [day, key] of keys) {
      if (this.streams.has(day)) continue;
      const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      this.streams.set(day, (id) => cipher.update(id));
    }
  }

  /** 4 bytes for an IPv4, 16 for an IPv6 address; empty where the day has no key: then the address is not kept. */
  seal(day: string, id: Buffer, raw: Buffer): Buffer {
    const stream = this.streams.get(day);
    if (!stream) return EMPTY;
    const from = raw.compare(V4_HEAD, 0, 12, 0, 12) === 0 ? 12 : 0;
    const block = stream(id);
    for (let index = from; index < 16; index += 1) block[index] = (block[index] ?? 0) ^ (raw[index] ?? 0);
    return block.subarray(from);
  }

  /** The 16 bytes of the address; null when the key of the day is gone. */
  open(day: string, id: Buffer, sealed: Buffer): Buffer | null {
    const stream = this.streams.get(day);
    if (!stream || (sealed.length !== 4 && sealed.length !== 16)) return null;
    const from = 16 - sealed.length;
    const block = stream(id);
    const raw = Buffer.alloc(16);
    if (from === 12) V4_HEAD.copy(raw);
    for (let index = from; index < 16; index += 1) raw[index] = (block[index] ?? 0) ^ (sealed[index - from] ?? 0);
    return raw;
  }
}

const EMPTY = Buffer.alloc(0);
