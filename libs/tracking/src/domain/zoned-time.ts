import { MINUTE_MS } from '@fairlead/kernel';

/** Day of the week (1 is Monday, 7 is Sunday) and hour of the day in some time zone. */
export interface ZonedTime {
  readonly weekday: number;
  readonly hour: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  quarter: number;
  time: ZonedTime;
}

/** Every zone's offset from UTC is a multiple of this, so that the hour changes at no other moment. */
const QUARTER_MS = 15 * MINUTE_MS;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Formatters are dear to make, and what they say holds for a quarter of an hour. As many as there are zones. */
const zones = new Map<string, Zone>();

/** What the clock on the wall says in an IANA time zone. @throws RangeError for an unknown zone. */
export function zonedTime(nowMs: number, timeZone: string): ZonedTime {
  const quarter = Math.floor(nowMs / QUARTER_MS);
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
    zone = { format, quarter, time: read(format, nowMs) };
    zones.set(timeZone, zone);
  } else if (zone.quarter !== quarter) {
    zone.time = read(zone.format, nowMs);
    zone.quarter = quarter;
  }
  return zone.time;
}

function read(format: Intl.DateTimeFormat, nowMs: number): ZonedTime {
  const parts = format.formatToParts(nowMs);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return { weekday: WEEKDAYS.indexOf(part('weekday')) + 1, hour: Number(part('hour')) };
}
