import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SegmentReader } from '../../libs/platform/src/spool/segment-reader';
import { DISK, errorCode, type SpoolFiles } from '../../libs/platform/src/spool/spool-files';
import { HEADER_BYTES } from '../../libs/platform/src/spool/spool-format';
import { parseSegmentFile } from '../../libs/platform/src/spool/spool-names';
import { type SpoolWriter } from '../../libs/platform/src/spool/spool-writer';

/** A folder of its own for a spool; `remove` at the end. */
export function makeSpoolRoot(): { root: string; directory: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'fairlead-spool-'));
  return { root, directory: join(root, 'tracker', 'clicks-0'), remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Appends a text, or bytes; resolves when it is acknowledged. */
export function append(writer: SpoolWriter, record: string | Buffer): Promise<void> {
  const bytes = Buffer.from(record);
  return new Promise((resolve, reject) => {
    writer.append((target, offset) => offset + bytes.copy(target, offset), (error) => (error ? reject(error) : resolve()));
  });
}

export function segmentsIn(directory: string): string[] {
  return readdirSync(directory).filter((name) => parseSegmentFile(name) !== null).sort();
}

/** What a reader finds in a segment, batch by batch: the texts, and how it ended. Damaged stretches are stepped over and counted. */
export async function readTexts(path: string, limits = { maxRecords: 1_000, maxBytes: 1_000_000 }): Promise<{ texts: string[]; end: string; damaged: number }> {
  const identity = parseSegmentFile(path.slice(path.lastIndexOf('/') + 1));
  if (identity === null) throw new Error(`${path} is no segment`);
  const reader = await SegmentReader.open(path, identity);
  const texts: string[] = [];
  let damaged = 0;
  try {
    for (let position = HEADER_BYTES; ;) {
      const chunk = await reader.read(position, limits);
      texts.push(...chunk.records.map((record) => record.toString()));
      position = chunk.position;
      if (chunk.end === 'damaged') damaged += 1;
      else if (chunk.records.length === 0 && chunk.end !== 'more') return { texts, end: chunk.end, damaged };
    }
  } finally {
    await reader.close();
  }
}

/** All texts of a folder, in the order of spools and segments. A following segment that could not be begun may vanish while this reads. */
export async function readFolder(directory: string): Promise<string[]> {
  const texts: string[] = [];
  for (const name of segmentsIn(directory)) texts.push(...(await textsUnlessGone(join(directory, name))));
  return texts;
}

async function textsUnlessGone(path: string): Promise<string[]> {
  try {
    return (await readTexts(path)).texts;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * What the disk does with one write: all of it; half, so that the caller must go on; half, and then it has no room; nothing, as it is
 * broken; all, but not safely; half and no room, and it cannot even be cut off.
 */
export type Fault = 'none' | 'short' | 'full' | 'broken' | 'unsafe' | 'stuck';

/** The real disk with planned faults: `next` is asked at the first write of each group, header and seal. */
export function faultyDisk(next: () => Fault): SpoolFiles {
  let fault: Fault = 'none';
  return {
    ...DISK,
    write(fd, bytes, start, length, position, done) {
      fault = start === 0 ? next() : 'none';
      const half = Math.ceil(length / 2);
      if (fault === 'broken') setImmediate(done, failure('EIO'), 0);
      else if (fault === 'short') DISK.write(fd, bytes, start, half, position, done);
      else if (fault === 'full' || fault === 'stuck') DISK.write(fd, bytes, start, half, position, () => done(failure('ENOSPC'), 0));
      else if (fault === 'unsafe') DISK.write(fd, bytes, start, length, position, () => done(failure('EIO'), 0));
      else DISK.write(fd, bytes, start, length, position, done);
    },
    truncate: (fd, length, done) => (fault === 'stuck' ? void setImmediate(done, failure('EIO')) : DISK.truncate(fd, length, done)),
  };
}

function failure(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: planned`), { code });
}
