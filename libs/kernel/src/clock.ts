/** Where application code reads the time. All times are UTC instants. */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's own time. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until moved: scenarios, demo data, tests. */
export class MovableClock extends Clock {
  private current: Date;

  constructor(start: Date) {
    super();
    this.current = start;
  }

  now(): Date {
    return new Date(this.current);
  }

  moveTo(instant: Date): void {
    this.current = new Date(instant);
  }

  advance(milliseconds: number): void {
    this.current = new Date(this.current.getTime() + milliseconds);
  }
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
