import { DAY_MS, MINUTE_MS, SECOND_MS } from '@fairlead/kernel';

/** From when on a zone is so many seconds ahead of UTC. */
export interface ZoneOffset {
  readonly fromMs: number;
  readonly seconds: number;
}

/** The offset of an IANA zone all through a stretch of time (Unix milliseconds), each change of it to the minute. The first entry begins with the stretch. */
export function offsetsOf(timezone: string, fromMs: number, toMs: number): ZoneOffset[] {
  const offsetAt = offsetReader(timezone);
  const found: ZoneOffset[] = [{ fromMs, seconds: offsetAt(fromMs) }];
  for (let atMs = fromMs; atMs < toMs; atMs += DAY_MS) {
    const untilMs = Math.min(atMs + DAY_MS, toMs);
    const [before, after] = [offsetAt(atMs), offsetAt(untilMs)];
    if (before !== after) found.push({ fromMs: firstWhere(atMs, untilMs, MINUTE_MS, (ms) => offsetAt(ms) === after), seconds: after });
  }
  return found;
}

/** The first instant (Unix milliseconds) of a local day, `YYYY-MM-DD`, whatever the clocks do at midnight. */
export function localMidnight(timezone: string, date: string): number {
  const offsetAt = offsetReader(timezone);
  const wanted = Date.parse(`${date}T00:00:00Z`);
  return firstWhere(wanted - DAY_MS, wanted + DAY_MS, SECOND_MS, (ms) => ms + offsetAt(ms) * SECOND_MS >= wanted);
}

/** The local date, `YYYY-MM-DD`, of an instant. */
export function localDate(timezone: string, atMs: number): string {
  return new Date(atMs + offsetReader(timezone)(atMs) * SECOND_MS).toISOString().slice(0, 10);
}

/** The first instant (Unix milliseconds) at which clocks show a local time, which is written as if it were UTC. Where they skip it, as much later as they skip. */
export function localTime(timezone: string, localMs: number): number {
  const offsetAt = offsetReader(timezone);
  const [before, after] = [localMs - offsetAt(localMs - DAY_MS) * SECOND_MS, localMs - offsetAt(localMs + DAY_MS) * SECOND_MS];
  const shows = [before, after].filter((ms) => ms + offsetAt(ms) * SECOND_MS === localMs);
  return shows.length === 0 ? before : Math.min(...shows);
}

/** Bisects: `holds` is false at `fromMs` and true at `untilMs`. */
function firstWhere(fromMs: number, untilMs: number, stepMs: number, holds: (ms: number) => boolean): number {
  let [low, high] = [Math.floor(fromMs / stepMs), Math.ceil(untilMs / stepMs)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle * stepMs)) high = middle;
    else low = middle;
  }
  return high * stepMs;
}

function offsetReader(timezone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  return (ms) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
    const local = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']);
    return local / SECOND_MS - Math.floor(ms / SECOND_MS);
  };
}
