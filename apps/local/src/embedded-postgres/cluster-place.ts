import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchError } from '../processes/launch-error';
import { expectCode } from '../processes/error-code';
import { canEnter, type RunAs } from './run-as';

const OTHERS_MAY_ENTER = 0o011;
const POINTER = 'location';

/** The folder that the files of an earlier start lie in: the data folder itself, or where it points to. */
export function rememberedHome(dataDir: string): string {
  const pointer = join(dataDir, POINTER);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataDir;
}

/**
 * Decides where the files of Postgres lie. Normally in the data folder; when its user cannot
 * reach that (a checkout below /root), elsewhere, which the data folder remembers.
 */
export function placeCluster(dataDir: string, runAs: RunAs | undefined, say: (line: string) => void): string {
  mkdirSync(dataDir, { recursive: true });
  const remembered = rememberedHome(dataDir);
  if (remembered !== dataDir) return reachable(remembered, runAs);
  if (runAs === undefined) return dataDir;
  letOthersEnter(dataDir);
  if (canEnter(dataDir, runAs)) return dataDir;
  const home = moveElsewhere(dataDir, runAs);
  writeFileSync(join(dataDir, POINTER), `${home}\n`);
  say(`the user of Postgres cannot reach ${dataDir}: its files are kept in ${home}`);
  return home;
}

function reachable(home: string, runAs: RunAs | undefined): string {
  if (existsSync(home) && canEnter(home, runAs)) return home;
  throw new LaunchError(`The database files are said to be in ${home}, which is missing or out of reach.`);
}

function moveElsewhere(dataDir: string, runAs: RunAs): string {
  const name = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  for (const base of ['/var/lib/fairlead', join(tmpdir(), 'fairlead-data')]) {
    const home = join(base, name);
    if (makeFolder(base) && makeFolder(home) && canEnter(home, runAs)) return home;
  }
  throw new LaunchError(`The user of Postgres can reach neither ${dataDir} nor /var/lib/fairlead: set FAIRLEAD_DATA_DIR to a folder that others may enter.`);
}

function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    // A folder that somebody else put there (the temporary folder is open to all) is not ours to use.
    if (statSync(folder).uid !== process.getuid?.()) return false;
    letOthersEnter(folder);
    return true;
  } catch (error) {
    expectCode(error, 'EACCES', 'EROFS', 'EPERM', 'ENOSPC');
    return false;
  }
}

/** Lets other users pass through a folder of ours, without letting them list it. */
export function letOthersEnter(folder: string): void {
  const { mode } = statSync(folder);
  if ((mode & OTHERS_MAY_ENTER) !== OTHERS_MAY_ENTER) chmodSync(folder, (mode | OTHERS_MAY_ENTER) & 0o7777);
}
