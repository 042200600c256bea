import { open, readFile, readlink, rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, syncDirectory } from './spool-files';
import { ownerFile, type SpoolName } from './spool-names';

/** Without a sign of life for this long a writer that cannot be looked up (in another container) counts as dead. */
export const OWNER_STALE_MS = 60_000;

interface OwnerProcess {
  readonly pid: number;
  /** Clock ticks between the start of the machine and of the process; tells a reused pid from the first one. */
  readonly startTicks: string;
  readonly bootId: string;
  readonly pidNamespace: string;
}

/** The file beside a spool's segments that says who writes them. Its time of change is the writer's heartbeat. */
export class SpoolOwner {
  private readonly path: string;
  /** By the wall clock, as drains judge by it: it goes on while the machine sleeps. */
  private beatMs = Date.now();

  private constructor(private readonly directory: string, private readonly name: SpoolName) {
    this.path = join(directory, ownerFile(name, 'owner'));
  }

  static async create(directory: string, name: SpoolName): Promise<SpoolOwner> {
    const owner = new SpoolOwner(directory, name);
    const handle = await open(owner.path, 'wx', 0o640);
    try {
      await handle.writeFile(ownerText(await describeProcess(process.pid)));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncDirectory(directory);
    return owner;
  }

  /** False when a drain took this writer for dead: nothing may be acknowledged into this spool any more. */
  async beat(): Promise<boolean> {
    const now = new Date();
    try {
      await utimes(this.path, now, now);
      this.beatMs = now.getTime();
      return true;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /** How long ago the last heartbeat was, in ms; also when the clock was set back. */
  get silenceMs(): number {
    return Math.abs(Date.now() - this.beatMs);
  }

  /** The writer ends in order. */
  async close(): Promise<void> {
    try {
      await rename(this.path, join(this.directory, ownerFile(this.name, 'closed')));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error; // a drain was first
    }
  }
}

/**
 * Closes the spool of a writer that is gone, so that what it left can be finished. False when the writer lives.
 * A writer in another container is judged by its heartbeat; if it was only asleep it finds its file gone and starts a new spool.
 */
export async function closeDeadSpool(directory: string, name: SpoolName, now: number = Date.now()): Promise<boolean> {
  const path = join(directory, ownerFile(name, 'owner'));
  const closed = join(directory, ownerFile(name, 'closed'));
  try {
    const verdict = await judge(path, now);
    if (verdict === 'alive') return false;
    await rename(path, closed);
    if (verdict === 'dead' || isStale((await stat(closed)).mtimeMs, now)) return true;
    await rename(closed, path); // it moved meanwhile
    return false;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true; // closed by its writer or by another drain
    throw error;
  }
}

async function judge(path: string, now: number): Promise<'alive' | 'dead' | 'stale'> {
  const owner = parseOwner(await readFile(path, 'utf8'));
  const mine = await describeProcess(process.pid);
  if (owner !== null && owner.startTicks !== '' && owner.bootId === mine.bootId && owner.pidNamespace === mine.pidNamespace) {
    return (await describeProcess(owner.pid)).startTicks === owner.startTicks ? 'alive' : 'dead';
  }
  return isStale((await stat(path)).mtimeMs, now) ? 'stale' : 'alive';
}

function isStale(beatMs: number, now: number): boolean {
  return now - beatMs > OWNER_STALE_MS;
}

/** Empty texts where the system has no /proc. */
async function describeProcess(pid: number): Promise<OwnerProcess> {
  const [status, bootId, pidNamespace] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(absent), readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(absent), readlink('/proc/self/ns/pid').catch(absent),
  ]);
  // The second field is the name in parentheses and may hold anything; the start is the 22nd.
  const startTicks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return { pid, startTicks, bootId: bootId.trim(), pidNamespace };
}

function absent(error: unknown): string {
  if (['ENOENT', 'ESRCH', 'EACCES', 'ENOTDIR', 'EPERM'].includes(errorCode(error))) return '';
  throw error;
}

function ownerText({ pid, startTicks, bootId, pidNamespace }: OwnerProcess): string {
  return `${[pid, startTicks, bootId, pidNamespace].join(' ')}\n`;
}

/** Null for a file that its writer did not live to fill. */
function parseOwner(text: string): OwnerProcess | null {
  const [pid, startTicks, bootId, pidNamespace] = text.slice(0, text.indexOf('\n') + 1).trimEnd().split(' ');
  if (pid === undefined || startTicks === undefined || bootId === undefined || pidNamespace === undefined) return null;
  return { pid: Number(pid), startTicks, bootId, pidNamespace };
}
