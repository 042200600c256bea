import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type SpoolPlace } from './load-batch';
import { sizeOf } from './spool-backlog';
import { errorCode } from './spool-files';
import { FRAME_BYTES, HEADER_BYTES, WRITTEN_OFFSET } from './spool-format';
import { segmentFile } from './spool-names';
import { type FoundSpool } from './spool-scan';

/** What is acknowledged and not yet in the database. */
export interface SpoolLag {
  readonly unloadedBytes: number;
  /** How long the oldest of it waits, in ms; 0 when nothing waits. */
  readonly oldestUnloadedMs: number;
}

/** @param placeOf the next byte to load of a spool; null counts all of it. */
export async function measureLag(spools: readonly FoundSpool[], placeOf: (spool: FoundSpool) => SpoolPlace | null, now: number): Promise<SpoolLag> {
  let unloadedBytes = 0;
  let oldest = now;
  for (const spool of spools) {
    const place = placeOf(spool);
    let first = true;
    for (const segment of spool.segments) {
      if (place !== null && segment < place.segment) continue;
      const path = join(spool.directory, segmentFile({ ...spool, segment }));
      const position = place?.segment === segment ? place.position : HEADER_BYTES;
      const bytes = (await sizeOf(path)) - position;
      if (bytes <= FRAME_BYTES) continue; // nothing, or the seal
      unloadedBytes += bytes;
      if (first) oldest = Math.min(oldest, (await writtenAt(path, position)) ?? oldest);
      first = false;
    }
  }
  return { unloadedBytes, oldestUnloadedMs: Math.max(0, Math.round(now - oldest)) };
}

async function writtenAt(path: string, position: number): Promise<number | null> {
  try {
    const handle = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(8);
      const { bytesRead } = await handle.read(bytes, 0, 8, position + WRITTEN_OFFSET);
      const written = bytes.readDoubleLE(0);
      return bytesRead === 8 && written > 0 ? written : null;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null; // loaded meanwhile
    throw error;
  }
}
