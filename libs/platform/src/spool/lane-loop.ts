import { Logger } from '@nestjs/common';

/** How long a quiet lane waits before it looks again by itself. */
const POLL_MS = 200;
/**
 * Least time from one pass to the next, and how much of it each record of the pass adds: a quiet stream is loaded at once, and from some
 * two thousand records a second on they are loaded once a second: what is summed up in the database then costs less for each.
 */
const LEAST_PACE_MS = 20;
const PACE_MS_PER_RECORD = 0.5;
const MOST_PACE_MS = 4_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Makes pass after pass, each of which says how many records it loaded, as long as there is reason to, and goes on after failures: slower each time, up to every 5 s. */
export class LaneLoop {
  private readonly logger = new Logger(LaneLoop.name);
  private waiters: Waiter[] = [];
  private running: Promise<void> | null = null;
  private stopped = false;
  private woken = false;
  private wakeUp: (() => void) | null = null;

  constructor(private readonly stream: string, private readonly pass: (isStopped: () => boolean) => Promise<number>, private readonly onFailure: () => void) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Ends after the batch that is being loaded. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp?.();
    await this.running;
    this.release(this.waiters, new Error('the drain of the spool was stopped'));
  }

  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }

  /** Resolves when a pass that begins from now on has loaded all that it found. */
  settled(): Promise<void> {
    if (this.stopped || !this.running) return Promise.reject(new Error('the drain of the spool is not running'));
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject });
      this.wake();
    });
  }

  private async run(): Promise<void> {
    for (let failed = 0; !this.stopped;) {
      const startedAt = performance.now();
      const waiting = this.waiters;
      this.waiters = [];
      this.woken = false;
      let records = 0;
      try {
        records = await this.pass(() => this.stopped);
        failed = 0;
        this.release(waiting, this.stopped ? new Error('the drain of the spool was stopped') : null);
      } catch (error) {
        failed += 1;
        this.waiters.push(...waiting);
        this.onFailure();
        this.logger.warn({ event: 'spool.pass_failed', stream: this.stream, failed, message: error instanceof Error ? error.message : String(error) });
      }
      if (failed > 0) await this.rest(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failed - 1)), () => false);
      else await this.pause(startedAt, records);
    }
  }

  private async pause(startedAt: number, records: number): Promise<void> {
    if (!this.woken) await this.rest(POLL_MS, () => true);
    const pace = Math.min(MOST_PACE_MS, LEAST_PACE_MS + records * PACE_MS_PER_RECORD);
    const left = pace - (performance.now() - startedAt);
    if (left > 0 && this.waiters.length === 0) await this.rest(left, () => this.waiters.length > 0);
  }

  /** Waits this long, or until stopped, or until woken for a reason that counts. */
  private async rest(milliseconds: number, counts: () => boolean): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wakeUp = () => {
        if (!this.stopped && !counts()) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = null;
  }

  private release(waiters: readonly Waiter[], error: Error | null): void {
    for (const { resolve, reject } of waiters) {
      if (error) reject(error);
      else resolve();
    }
    if (waiters === this.waiters) this.waiters = [];
  }
}
