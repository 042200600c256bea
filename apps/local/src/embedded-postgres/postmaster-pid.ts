import { readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expectCode } from '../processes/error-code';
import { commandLine } from '../processes/process-identity';
import { LaunchError } from '../processes/launch-error';

/** What a running server writes into postmaster.pid. */
export interface PostmasterFile {
  pid: number;
  status: string;
}

const STATUS_LINE = 7;

/** Parses postmaster.pid; undefined while it is half written. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, status: lines[STATUS_LINE]?.trim() ?? '' } : undefined;
}

/** Reads postmaster.pid of a data folder; undefined when there is none. */
export function readPostmasterFile(pgData: string): PostmasterFile | undefined {
  try {
    return parsePostmasterFile(readFileSync(join(pgData, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    expectCode(error, 'ENOENT');
    return undefined;
  }
}

export type PidFileVerdict = 'none' | 'dead' | 'reused' | 'live';

/**
 * Judges a postmaster.pid that an earlier server left.
 * @param args the command line of the process with that number now; empty for one that only waits to be reaped
 * @param isSameFolder whether a path names our data folder
 */
export function judgePidFile(
  file: PostmasterFile | undefined,
  args: string[] | undefined,
  isSameFolder: (path: string) => boolean,
): PidFileVerdict {
  if (file === undefined) return 'none';
  if (args === undefined) return 'dead';
  const [program = ''] = args;
  const folder = args[args.indexOf('-D') + 1];
  return basename(program) === 'postgres' && folder !== undefined && isSameFolder(folder) ? 'live' : 'reused';
}

/**
 * Refuses a data folder that a live server uses. Postgres recovers from a crash by itself, but
 * takes any process that got the old number (after a reboot) for a server: that file goes.
 */
export function clearStalePidFile(pgData: string): void {
  const file = readPostmasterFile(pgData);
  const verdict = judgePidFile(file, file && commandLine(file.pid), (path) => isSameFolder(path, pgData));
  if (verdict === 'live') {
    throw new LaunchError(`Another Postgres (process ${file?.pid}) already uses ${pgData}; stop it first.`);
  }
  if (verdict === 'reused') rmSync(join(pgData, 'postmaster.pid'), { force: true });
}

function isSameFolder(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}
