import { conversions as conversionsTexts } from '../strings/conversions';

const words = conversionsTexts.duration;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The time between two moments (RFC 3339) in its largest unit that fits. */
export function durationBetween(from: string, to: string): string {
  return spanText(Math.max(0, Date.parse(to) - Date.parse(from)));
}

/** Milliseconds in their largest unit that fits. */
export function spanText(ms: number): string {
  if (ms >= 2 * DAY_MS) return words.days(Math.floor(ms / DAY_MS));
  if (ms >= 2 * HOUR_MS) return words.hours(Math.floor(ms / HOUR_MS));
  if (ms >= 2 * MINUTE_MS) return words.minutes(Math.floor(ms / MINUTE_MS));
  return words.seconds(Math.floor(ms / SECOND_MS));
}
