import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './spool-files';
import { parseSegmentFile } from './spool-names';

/** Bytes of all segments of a stream in one folder: what is not loaded yet, and the loaded part of segments that are not done. */
export async function bytesOfStream(directory: string, stream: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(directory)) {
    if (parseSegmentFile(name)?.stream === stream) bytes += await sizeOf(join(directory, name));
  }
  return bytes;
}

/** 0 for a file that is gone: a drain removes what it has loaded. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
