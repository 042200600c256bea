import { spawn, type ChildProcess } from 'node:child_process';
import { backoffMs } from './backoff';
import { LaunchError } from './launch-error';
import { OutputLog } from './output-log';

export interface ProcessSpec {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  logFile: string;
  /** Written to standard input, which is then closed; for secrets that must not show in a process list. */
  input?: string;
}

/** What a supervisor tells those around it. */
export interface ProcessHooks {
  say(line: string): void;
  spawned(name: string, pid: number): void;
  ended(name: string, pid: number): void;
}

const HEALTHY_AFTER_MS = 60_000;
const STOP_DEADLINE_MS = 10_000;
const ATTEMPTS_BEFORE_READY = 3;
const QUOTE_LIMIT = 300;

/** One child process that is started again when it dies, with growing pauses. */
export class SupervisedProcess {
  readonly output: OutputLog;
  /** Rejects when the process dies again and again before it was ever ready. */
  readonly failure: Promise<never>;
  private child: ChildProcess | undefined;
  private restartTimer: NodeJS.Timeout | undefined;
  private failures = 0;
  private isReady = false;
  private isStopping = false;
  private giveUp: (error: LaunchError) => void = () => undefined;

  constructor(
    private readonly spec: ProcessSpec,
    private readonly hooks: ProcessHooks,
  ) {
    this.output = new OutputLog(spec.logFile);
    this.failure = new Promise<never>((_, reject) => (this.giveUp = reject));
    // Nobody may be waiting at the moment of the failure.
    this.failure.catch(() => undefined);
  }

  get name(): string {
    return this.spec.name;
  }

  start(): void {
    const startedAt = Date.now();
    this.output.startOver();
    // Detached: a Ctrl-C in the terminal must reach the launcher alone, which stops things in order.
    const child = spawn(this.spec.command, this.spec.args, {
      cwd: this.spec.cwd,
      env: this.spec.env,
      stdio: [this.spec.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.child = child;
    if (child.pid !== undefined) this.hooks.spawned(this.name, child.pid);
    this.output.attach(child.stdout);
    this.output.attach(child.stderr);
    // A child that dies before it has read its input says so by its exit.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(this.spec.input);
    child.once('error', (error) => this.onDeath(child, error.message, startedAt));
    child.once('close', (code, signal) => this.onDeath(child, signal ?? `exit code ${code}`, startedAt));
  }

  /** From now on a death is answered by a restart, however often it happens. */
  markReady(): void {
    this.isReady = true;
    this.failures = 0;
  }

  /** Resolves at the first line of output that matches; to be called before `start`. */
  lineSeen(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      const off = this.output.onLine((line) => {
        if (!pattern.test(line)) return;
        off();
        resolve();
      });
    });
  }

  /** Ends the process and stays ended: politely, then by force at the deadline or when hurried. */
  async stop(hurry: AbortSignal): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.restartTimer);
    const { child } = this;
    if (child === undefined || hasEnded(child)) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const kill = (): boolean => child.kill('SIGKILL');
    const deadline = setTimeout(kill, STOP_DEADLINE_MS);
    hurry.addEventListener('abort', kill);
    child.kill(hurry.aborted ? 'SIGKILL' : 'SIGTERM');
    await ended;
    clearTimeout(deadline);
    hurry.removeEventListener('abort', kill);
  }

  private onDeath(child: ChildProcess, how: string, startedAt: number): void {
    if (this.child !== child) return;
    this.child = undefined;
    if (child.pid !== undefined) this.hooks.ended(this.name, child.pid);
    if (this.isStopping) return;
    this.failures = Date.now() - startedAt > HEALTHY_AFTER_MS ? 1 : this.failures + 1;
    const { reason } = this.output;
    const why = `${this.name} ended (${how})${reason === '' ? '' : `: ${reason.slice(0, QUOTE_LIMIT)}`}`;
    if (!this.isReady && this.failures >= ATTEMPTS_BEFORE_READY) {
      this.giveUp(new LaunchError(`${why} (see ${this.output.file})`));
      return;
    }
    const pause = backoffMs(this.failures);
    this.hooks.say(`${why}; starting it again in ${pause / 1_000} s`);
    this.restartTimer = setTimeout(() => this.start(), pause);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
