import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RoutingRows } from './routing-snapshot';

const FORMAT = 1;

/** What a tracker starts with when the database is away. */
export interface SavedSnapshot {
  readonly rows: RoutingRows;
  readonly addressKeys: ReadonlyMap<string, Buffer>;
  readonly savedAt: Date;
}

/** Replaces the file at once or not at all. Encrypted: it holds keys and the routing of every tenant. */
export async function writeSnapshotFile(path: string, secret: string, saved: Omit<SavedSnapshot, 'savedAt'>): Promise<void> {
  const text = JSON.stringify({ format: FORMAT, savedAt: new Date(), rows: saved.rows, addressKeys: [...saved.addressKeys].map(([day, key]) => [day, key.toString('hex')]) });
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** Null where there is no file. @throws Error for a file that was changed or belongs to another installation. */
export async function readSnapshotFile(path: string, secret: string): Promise<SavedSnapshot | null> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12)).setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
  const saved = JSON.parse(text) as { format: number; savedAt: string; rows: RoutingRows; addressKeys: [string, string][] };
  if (saved.format !== FORMAT) return null;
  const offers = saved.rows.offers.map((offer) => {
    const { expiresAt } = offer.routing; // JSON has no instants
    return { ...offer, routing: { ...offer.routing, expiresAt: expiresAt === null ? null : new Date(expiresAt) } };
  });
  return { rows: { ...saved.rows, offers }, addressKeys: new Map(saved.addressKeys.map(([day, key]) => [day, Buffer.from(key, 'hex')])), savedAt: new Date(saved.savedAt) };
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'fairlead routing snapshot v1', 32));
}
