import { errors } from '../wire/errors';
import { numberAt, objectAt, textAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import type { Metadata } from '../state/records';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** Largest amount, in minor units, that any operation takes: Stripe's twelve digits. */
const LARGEST_AMOUNT = 999_999_999_999;

/** A positive amount in minor units, or null when the request has none. */
export function amountAt(params: JsonObject, param: string): number | null {
  const amount = numberAt(params, param);
  if (amount === null) return null;
  if (amount < 1) throw errors.integerBelow(param, 1);
  if (amount > LARGEST_AMOUNT) throw errors.amountTooLarge(param);
  return amount;
}

export function requiredAmountAt(params: JsonObject, param: string): number {
  const amount = amountAt(params, param);
  if (amount === null) throw errors.parameterMissing(param);
  return amount;
}

/** Lower-case currency; Stripe takes either case. */
export function currencyAt(params: JsonObject, param: string): string {
  const currency = textAt(params, param)?.toLowerCase() ?? '';
  if (!CURRENCIES.has(currency)) throw errors.invalidValue(param, 'a supported currency');
  return currency;
}

/** Metadata after a request: new keys are merged, a key with an empty value is removed, an empty metadata removes all. */
export function mergedMetadata(current: Metadata, params: JsonObject): Metadata {
  if (params['metadata'] === undefined) return current;
  if (params['metadata'] === '') return {};
  const merged: Record<string, string> = { ...current };
  for (const [key, value] of Object.entries(objectAt(params, 'metadata'))) {
    const text = String(value);
    if (key.length > 40) throw errors.invalidValue(`metadata[${key}]`, 'a key of at most 40 characters');
    if (text.length > 500) throw errors.invalidValue(`metadata[${key}]`, 'a value of at most 500 characters');
    if (text === '') delete merged[key];
    else merged[key] = text;
  }
  if (Object.keys(merged).length > 50) throw errors.invalidValue('metadata', 'at most 50 keys');
  return merged;
}

/** An http or https address under a parameter, or null. */
export function urlAt(params: JsonObject, param: string): string | null {
  const text = textAt(params, param);
  if (text === null) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw errors.invalidValue(param, 'a valid URL');
  return text;
}
