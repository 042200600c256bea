import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from '../processes/free-port';
import { LaunchError } from '../processes/launch-error';
import { readPostmasterFile } from './postmaster-pid';
import type { RunAs } from './run-as';

export interface ServerOptions {
  program: string;
  home: string;
  pgData: string;
  runAs: RunAs | undefined;
  port: number | undefined;
  settings: Record<string, string>;
  logFile: string;
}

export interface Server {
  port: number;
  pid: number;
  exited: Promise<void>;
  stop(mode: 'fast' | 'immediate'): Promise<void>;
}

const READY_TIMEOUT_MS = 300_000;
const POLL_MS = 25;
/** Workers of a killed server hold its memory for a moment; Postgres refuses to start until they are gone. */
const LEFTOVER_TIMEOUT_MS = 30_000;
const PORT_ATTEMPTS = 5;
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;
const LOG_LIMIT_BYTES = 20_000_000;

/** Starts the postmaster and waits until it takes connections; retries what passes by itself. */
export async function launchServer(options: ServerOptions): Promise<Server> {
  rotateLog(options.logFile);
  const deadline = Date.now() + LEFTOVER_TIMEOUT_MS;
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await findFreePort());
    const result = await launchOnce(options, port);
    if ('pid' in result) return result;
    const memoryInUse = /shared memory block .* still in use/.test(result.log) && Date.now() < deadline;
    const portTaken = options.port === undefined && /could not bind/.test(result.log) && attempt < PORT_ATTEMPTS;
    if (!memoryInUse && !portTaken) throw new LaunchError(`Postgres did not start: ${reasonOf(result.log)} (see ${options.logFile})`);
    await delay(200);
  }
}

/** The line of a server log that says why it gave up. */
export function reasonOf(log: string): string {
  const lines = log.split('\n');
  const fatal = lines.find((line) => /(FATAL|PANIC):/.test(line)) ?? lines.filter((line) => line.trim() !== '').at(-1);
  return fatal?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? 'it said nothing';
}

async function launchOnce(options: ServerOptions, port: number): Promise<Server | { log: string }> {
  const log = openSync(options.logFile, 'a', 0o600);
  const logStart = statSync(options.logFile).size;
  const settings = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: a Ctrl-C in the terminal must reach the launcher alone, which stops Postgres last.
  const child = spawn(options.program, ['-D', options.pgData, '-p', String(port), ...settings], {
    ...options.runAs,
    cwd: options.home,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const exited = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
  await waitUntilReady(child, exited, options.pgData);
  if (child.pid === undefined || hasEnded(child)) {
    return { log: readFileSync(options.logFile).subarray(logStart).toString('utf8') };
  }
  return { port, pid: child.pid, exited, stop: (mode) => stopServer(child, exited, mode) };
}

async function waitUntilReady(child: ChildProcess, exited: Promise<void>, pgData: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!hasEnded(child)) {
    const file = readPostmasterFile(pgData);
    if (file && file.pid === child.pid && file.status === 'ready') return;
    if (Date.now() > deadline) {
      await stopServer(child, exited, 'immediate');
      throw new LaunchError(`Postgres was not ready within ${READY_TIMEOUT_MS / 1000} s.`);
    }
    await Promise.race([exited, delay(POLL_MS)]);
  }
}

async function stopServer(child: ChildProcess, exited: Promise<void>, mode: 'fast' | 'immediate'): Promise<void> {
  if (hasEnded(child)) return;
  if (mode === 'fast') {
    child.kill('SIGINT');
    if (await endsWithin(exited, FAST_STOP_MS)) return;
  }
  child.kill('SIGQUIT');
  if (await endsWithin(exited, IMMEDIATE_STOP_MS)) return;
  child.kill('SIGKILL');
  await exited;
}

async function endsWithin(exited: Promise<void>, timeoutMs: number): Promise<boolean> {
  const timer = new AbortController();
  const ended = await Promise.race([exited.then(() => true), waitOrAbort(timeoutMs, timer.signal)]);
  timer.abort();
  return ended;
}

/** Gives false after the time, or at once when it is no longer of interest. */
async function waitOrAbort(timeoutMs: number, signal: AbortSignal): Promise<false> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  return false;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function rotateLog(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && found.size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}
