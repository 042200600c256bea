import { type Dimension, isFilteredMetric } from '../contracts';
import { shownKey } from './dimension-values';
import type { Days } from './relative-period';
import { CHANNEL_WORDS, METRIC_WORDS, NO_VALUE_WORD } from './report-words';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
const COUNTRY_CODE = /^[A-Z]{2}$/;

/** Values that are not ids, and not free text. */
const TEXTS: Partial<Record<Dimension, (key: string, timezone: string) => string>> = {
  day: (date) => dayText(date, DAY),
  week: (date) => `from ${dayText(date, DAY)}`,
  month: (date) => dayText(date, { month: 'long', year: 'numeric' }),
  hour: (at, timezone) => momentText(new Date(at), timezone),
  country: (code) => (COUNTRY_CODE.test(code) ? (countries.of(code) ?? code) : code),
  channel_type: (kind) => CHANNEL_WORDS[kind] ?? kind,
  click_outcome: outcomeText,
};

/** What people read for a value of a dimension. `nameOf` knows the names of ids, by their stored form; what it does not know shows its public id. */
export function keyText(dimension: Dimension, key: string, timezone: string, nameOf: (dimension: Dimension, id: string) => string | undefined): string {
  if (key === '') return NO_VALUE_WORD;
  return TEXTS[dimension]?.(key, timezone) ?? nameOf(dimension, key) ?? shownKey(dimension, key) ?? NO_VALUE_WORD;
}

/** `23 – 29 November 2026` */
export function daysText({ from, to }: Days): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).formatRange(new Date(from), new Date(to)).replaceAll(/[\u2009\u202f]/g, ' ');
}

/** `30 Nov 2026, 08:00` in a zone. */
export function momentText(at: Date, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: timezone }).format(at);
}

/** A local date is written as if it were UTC. */
function dayText(date: string, form: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...form, timeZone: 'UTC' }).format(new Date(date));
}

function outcomeText(outcome: string): string {
  const metric = `filtered_${outcome}`;
  if (outcome === 'counted') return METRIC_WORDS.counted;
  return isFilteredMetric(metric) ? METRIC_WORDS[metric] : outcome;
}
