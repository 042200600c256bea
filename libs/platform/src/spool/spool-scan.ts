import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Uuid } from '@fairlead/kernel';
import { errorCode } from './spool-files';
import { parseOwnerFile, parseSegmentFile, type SpoolName } from './spool-names';

/** Where segments that were found damaged are kept, below the root. */
export const QUARANTINE = 'quarantine';

/** One writer's files, as found on disk. */
export interface FoundSpool extends SpoolName {
  /** The folder below the root: whose spool it is. */
  readonly tracker: string;
  readonly directory: string;
  /** `owner`: it may be written. Otherwise its writer closed it, or was found dead. */
  readonly state: 'owner' | 'closed' | 'none';
  /** Numbers in order. */
  readonly segments: number[];
}

export interface SpoolScan {
  /** Oldest first. */
  readonly spools: readonly FoundSpool[];
  /** All folders where something may appear. */
  readonly directories: readonly string[];
}

/** Finds the spools below the root: `<root>/<tracker>/<name>/*`. */
export async function scanSpools(root: string): Promise<SpoolScan> {
  const spools = new Map<Uuid, FoundSpool>();
  const directories = [root];
  for (const tracker of await foldersIn(root)) {
    if (tracker === QUARANTINE) continue;
    directories.push(join(root, tracker));
    for (const name of await foldersIn(join(root, tracker))) {
      const directory = join(root, tracker, name);
      directories.push(directory);
      for (const file of await namesIn(directory)) note(spools, { tracker, directory }, file);
    }
  }
  const found = [...spools.values()].sort((a, b) => (a.spoolId < b.spoolId ? -1 : 1));
  for (const spool of found) spool.segments.sort((a, b) => a - b);
  return { spools: found, directories };
}

function note(spools: Map<Uuid, FoundSpool>, place: { tracker: string; directory: string }, file: string): void {
  const segment = parseSegmentFile(file);
  const owner = parseOwnerFile(file);
  const name = segment ?? owner;
  if (name === null) return;
  const known = spools.get(name.spoolId) ?? { ...place, spoolId: name.spoolId, stream: name.stream, state: 'none', segments: [] };
  if (segment) known.segments.push(segment.segment);
  spools.set(name.spoolId, owner ? { ...known, state: owner.state } : known);
}

async function foldersIn(path: string): Promise<string[]> {
  return (await entriesOf(path)).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function namesIn(path: string): Promise<string[]> {
  return (await entriesOf(path)).filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** Nothing in a folder that is gone, or was never made: a tracker makes it when it starts. */
async function entriesOf(path: string): Promise<{ name: string; isDirectory(): boolean; isFile(): boolean }[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
