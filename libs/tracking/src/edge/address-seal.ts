import { createCipheriv } from 'node:crypto';

const V4_HEAD = Buffer.from('00000000000000000000ffff', 'hex');
const BLOCK = 16;

/**
 * Encrypts visitors' addresses under a key of the day: AES-256 of the click's 128 random bits, a block that never comes twice, xored with
 * the address (counter mode with those bits as the counter). When the key is removed nobody can read the addresses of that day any more.
 */
export class AddressSeal {
  private readonly streams = new Map<string, (blocks: Uint8Array) => Buffer>();
  /** Rises whenever the keys change. */
  version = 0;

  /** `keys` by day, `2026-11-23`: 32 bytes each. Days that are no longer among them are forgotten. */
  replace(keys: ReadonlyMap<string, Buffer>): void {
    for (const day of [...this.streams.keys()]) if (!keys.has(day)) this.streams.delete(day);
    for (const [day, key] of keys) {
      if (this.streams.has(day)) continue;
      const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      this.streams.set(day, (blocks) => cipher.update(blocks));
    }
    this.version += 1;
  }

  /** What seals addresses under these nonces, 16 bytes each; null where the day has no key: then addresses are not kept. */
  pads(day: string, nonces: Buffer): Buffer | null {
    return this.streams.get(day)?.(nonces) ?? null;
  }

  /** The 16 bytes of the address; null when the key of the day is gone. */
  open(day: string, nonce: Buffer, sealed: Buffer): Buffer | null {
    const pad = this.pads(day, nonce);
    if (!pad || (sealed.length !== 4 && sealed.length !== BLOCK)) return null;
    const raw = Buffer.alloc(BLOCK);
    const from = BLOCK - sealed.length;
    if (from > 0) V4_HEAD.copy(raw);
    for (let index = from; index < BLOCK; index += 1) raw[index] = (pad[index] ?? 0) ^ (sealed[index - from] ?? 0);
    return raw;
  }
}
