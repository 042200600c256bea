import type { Store } from './store';

const KEY = 'clock';

/** The stand-in's time: the given base plus what the control API advanced, which survives restarts. */
export class StandInClock {
  constructor(
    private readonly base: () => Date,
    private readonly store: Store,
  ) {}

  milliseconds(): number {
    return this.base().getTime() + this.offset();
  }

  /** Unix seconds. */
  seconds(): number {
    return Math.floor(this.milliseconds() / 1000);
  }

  /** Only inside a transaction. */
  advance(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) throw new RangeError('the clock only moves forward');
    this.store.put('clock', KEY, { offsetMs: this.offset() + milliseconds });
  }

  private offset(): number {
    return this.store.get('clock', KEY)?.offsetMs ?? 0;
  }
}
