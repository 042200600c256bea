import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectCode } from '../processes/error-code';
import { LaunchError } from '../processes/launch-error';
import { identifyProcess, isStillAlive, type ProcessIdentity } from '../processes/process-identity';

const ATTEMPTS = 10;

/**
 * Takes a data folder for this process. A lock whose process is gone is taken over; one whose
 * process lives is a LaunchError. Returns what gives the lock back.
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = join(dataDir, 'launcher.lock');
  const mine = JSON.stringify(identifyProcess(process.pid));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (createWhole(lock, mine)) return () => release(lock, mine);
    const found = readIfThere(lock);
    if (found === undefined) continue;
    const holder = JSON.parse(found) as ProcessIdentity;
    if (isStillAlive(holder)) {
      throw new LaunchError(`Fairlead already runs on ${dataDir} (process ${holder.pid}): stop it, or set FAIRLEAD_DATA_DIR to another folder.`);
    }
    discard(lock, found);
  }
  throw new LaunchError(`${lock} could not be taken; is another start in progress?`);
}

/** Creates the file with its contents in one step, so that nobody reads half of it. */
function createWhole(lock: string, contents: string): boolean {
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, contents, { mode: 0o600 });
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    expectCode(error, 'EEXIST');
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a stale lock, but puts it back when another process has replaced it in between. */
function discard(lock: string, stale: string): void {
  const aside = `${lock}.${process.pid}.stale`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    expectCode(error, 'ENOENT');
    return;
  }
  if (readFileSync(aside, 'utf8') === stale) rmSync(aside, { force: true });
  else renameSync(aside, lock);
}

function release(lock: string, mine: string): void {
  if (readIfThere(lock) === mine) rmSync(lock, { force: true });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    expectCode(error, 'ENOENT');
    return undefined;
  }
}
