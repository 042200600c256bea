import type { RequestLogEntry } from '../control/control-types';

const KEPT = 20_000;

/** The latest requests, oldest first. */
export class RequestLog {
  private entries: RequestLogEntry[] = [];

  add(entry: RequestLogEntry): void {
    this.entries.push(entry);
    if (this.entries.length > 2 * KEPT) this.entries = this.entries.slice(-KEPT);
  }

  all(): readonly RequestLogEntry[] {
    return this.entries.slice(-KEPT);
  }
}
