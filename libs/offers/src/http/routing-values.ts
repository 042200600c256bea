import { isISO31661Alpha2 } from 'class-validator';
import type { TargetingDimension } from '../contracts';

const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const LABEL = /^\P{Cc}{1,128}$/u;
const NAME = /^\P{Cc}{1,60}$/u;
const DEVICES = new Set(['desktop', 'mobile', 'tablet', 'other']);

/** An address that may hold macros, though none in its host: http or https, no user info, nothing that parsers read differently. */
export function isMacroUrl(text: string): boolean {
  if (text.length > 2_000 || /[\p{Cc}\s\\]/u.test(text) || !/^https?:\/\/[^/?#@{}]+(?:[/?#]|$)/i.test(text) || !URL.canParse(text)) return false;
  return !/%7b|%7d/i.test(text.replace(/^(https?:\/\/[^/?#]*).*$/is, '$1'));
}

/** A name of the IANA time zone database, or an alias that it knows. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function isHost(text: string): boolean {
  return HOST.test(text);
}

/** A value of UTM parameters, sources and subs: up to 128 characters, no control characters. */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** An ISO 3166-1 alpha-2 code, or Kosovo's, which geo data uses without one. */
export function isCountry(text: string): boolean {
  return isISO31661Alpha2(text) || text.toUpperCase() === 'XK';
}

/** Whether a rule of this dimension may name the value. */
export function isTargetingValue(dimension: TargetingDimension, value: string): boolean {
  switch (dimension) {
    case 'country': return isCountry(value);
    case 'region': return /^(?:[A-Z]{2}-)?[A-Z0-9]{1,3}$/i.test(value);
    case 'device': return DEVICES.has(value.toLowerCase());
    case 'os': case 'browser': return NAME.test(value);
    case 'language': return /^[A-Z]{2,3}$/i.test(value);
    case 'weekday': return /^[1-7]$/.test(value);
    case 'hour': return /^(?:1?[0-9]|2[0-3])$/.test(value);
    case 'referrer': return isHost(value);
    default: return isLabel(value);
  }
}
