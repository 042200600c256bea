import { type ChildProcess, fork } from 'node:child_process';
import cluster, { type Worker } from 'node:cluster';
import { isSiblingMessage } from '@fairlead/tracking';

const RESTART_MS = 500;
const STOP_MS = 15_000;

/** Starts a process for each core under one port and one that loads; starts again what ends; passes on what they tell each other. */
export class Supervisor {
  private readonly workers = new Map<number, Worker>();
  private loader: ChildProcess | null = null;
  private stopping = false;

  /** `part` is the variable that tells a process which it is; `entry` the program, started with `env`. */
  constructor(private readonly part: string, private readonly entry: string, private readonly env: NodeJS.ProcessEnv, private readonly count: number) {}

  /** Resolves when every worker listens. */
  async run(): Promise<void> {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void this.stop());
    this.startLoader();
    await Promise.all(Array.from({ length: this.count }, (_value, index) => this.startWorker(index)));
  }

  private startWorker(index: number): Promise<void> {
    const worker = cluster.fork({ [this.part]: String(index) });
    this.workers.set(index, worker);
    worker.on('message', (message: unknown) => this.pass(message, worker.process));
    worker.on('exit', (code, signal) => this.restart(`worker ${index}`, code, signal, () => void this.startWorker(index)));
    return new Promise((resolve) => worker.once('listening', () => resolve()));
  }

  private startLoader(): void {
    const loader = fork(this.entry, { env: { ...this.env, [this.part]: 'loader' } });
    this.loader = loader;
    loader.on('message', (message) => this.pass(message, loader));
    loader.on('exit', (code, signal) => this.restart('loader', code, signal, () => this.startLoader()));
  }

  private pass(message: unknown, from: ChildProcess): void {
    if (!isSiblingMessage(message)) return;
    for (const worker of this.workers.values()) if (worker.process !== from && worker.isConnected()) worker.send(message, undefined, noteUntold);
  }

  private restart(name: string, code: number | null, signal: string | null, start: () => void): void {
    if (this.stopping) return;
    process.stderr.write(`tracker: the ${name} ended (${signal ?? code}); it is started again\n`);
    setTimeout(start, RESTART_MS);
  }

  /** The loader last: it takes what the workers still write. */
  private async stop(): Promise<void> {
    this.stopping = true;
    const deadline = setTimeout(() => process.exit(1), STOP_MS);
    await Promise.all([...this.workers.values()].map((worker) => ended(worker.process)));
    if (this.loader) await ended(this.loader);
    clearTimeout(deadline);
    process.exit(0);
  }
}

/** A worker that has just died hears nothing; it is started again. */
function noteUntold(error: Error | null): void {
  if (error) process.stderr.write(`tracker: a worker could not be told: ${error.message}\n`);
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
