import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expectCode } from './error-code';

/** A process by its number and its start, because numbers are used again. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal for one process as long as it lives. */
  startedAt: string;
}

const START_TIME_FIELD = 19;

/** Identifies a live process; undefined when there is none or only its exit code is left. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const startedAt = existsSync('/proc/self/stat') ? startFromProc(pid) : startFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** Whether the very process that was identified earlier still lives. */
export function isStillAlive(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}

/** Program and arguments of a process: empty for one that only waits to be reaped, undefined when there is none. */
export function commandLine(pid: number): string[] | undefined {
  if (existsSync('/proc/self/cmdline')) {
    return readIfThere(`/proc/${pid}/cmdline`)?.split('\0').slice(0, -1);
  }
  return ps('command=', pid)?.split(' ');
}

/** Reads state and start time out of /proc/<pid>/stat; the program's name before them may hold any character. */
export function parseProcStat(stat: string): { state: string; startTicks: string } | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTicks = fields[START_TIME_FIELD];
  return state === undefined || startTicks === undefined ? undefined : { state, startTicks };
}

function startFromProc(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const parsed = stat === undefined ? undefined : parseProcStat(stat);
  if (parsed === undefined || parsed.state === 'Z' || parsed.state === 'X') return undefined;
  // Ticks count from the boot, so the same ticks after a reboot are another process.
  return `${readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${parsed.startTicks}`;
}

function startFromPs(pid: number): string | undefined {
  return ps('lstart=', pid);
}

function ps(column: string, pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined;
  } catch (error) {
    // ps ends with 1 when there is no such process.
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return undefined;
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    expectCode(error, 'ENOENT', 'ESRCH', 'EACCES');
    return undefined;
  }
}
