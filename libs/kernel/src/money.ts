import { type Currency, currencyExponent, parseCurrency } from './currency';
import { DomainError } from './domain-error';
import { divideHalfEven } from './rounding';

/** An amount in minor units (cents, yen, fils) of one currency. Immutable. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

/** The wire form of money: integer minor units beside the ISO 4217 code. */
export interface MoneyJson {
  amount: number;
  currency: string;
}

export const BASIS_POINTS = 10_000n;

export function money(minor: bigint, currency: Currency): Money {
  return Object.freeze({ minor, currency });
}

export function zero(currency: Currency): Money {
  return money(0n, currency);
}

/** @throws DomainError `money.currency_mismatch`. There is no implicit exchange. */
export function add(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

/** @throws DomainError `money.currency_mismatch`. */
export function subtract(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

export function negate(a: Money): Money {
  return money(-a.minor, a.currency);
}

/** amount × rate ÷ 10,000, rounded half to even. `rateBps` in basis points (1 % = 100). */
export function applyBps(amountMinor: bigint, rateBps: number): bigint {
  return divideHalfEven(amountMinor * BigInt(rateBps), BASIS_POINTS);
}

/**
 * Splits an amount by weights with the largest remainder method: the parts always sum to the whole.
 * @throws RangeError when no weight is positive or one is negative.
 */
export function allocate(amountMinor: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('weights must be non-negative and not all zero');
  const negative = amountMinor < 0n;
  const absolute = negative ? -amountMinor : amountMinor;
  const parts = weights.map((weight, index) => ({ index, whole: (absolute * weight) / total, rest: (absolute * weight) % total }));
  let left = absolute - parts.reduce((sum, part) => sum + part.whole, 0n);
  for (const part of [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left === 0n) break;
    part.whole += 1n;
    left -= 1n;
  }
  return parts.map((part) => (negative ? -part.whole : part.whole));
}

/**
 * Reads a decimal in major units ("19.99") as minor units. Refuses more digits than the currency has.
 * @throws DomainError `money.amount_malformed`.
 */
export function parseDecimal(text: string, currency: Currency): bigint {
  const exponent = currencyExponent(currency);
  const match = /^(\d{1,16})(?:\.(\d{1,3}))?$/.exec(text.trim());
  const fraction = match?.[2] ?? '';
  if (!match || fraction.replace(/0+$/, '').length > exponent) {
    throw new DomainError('money.amount_malformed', 'unprocessable', 'The amount is not a decimal number in major units of the currency', {
      amount: text, currency,
    });
  }
  const minor = BigInt(match[1] + fraction.slice(0, exponent).padEnd(exponent, '0'));
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new DomainError('money.amount_malformed', 'unprocessable', 'The amount is too large', { amount: text, currency });
  }
  return minor;
}

/** Minor units as a decimal in major units: 1999 USD is "19.99", 500 JPY is "500". */
export function formatDecimal(value: Money): string {
  const exponent = currencyExponent(value.currency);
  const sign = value.minor < 0n ? '-' : '';
  const digits = (value.minor < 0n ? -value.minor : value.minor).toString().padStart(exponent + 1, '0');
  return exponent === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** @throws RangeError above 2^53 − 1, which JSON numbers cannot carry exactly. */
export function toJson(value: Money): MoneyJson {
  return { amount: toSafeNumber(value.minor), currency: value.currency };
}

/** @throws DomainError `money.amount_malformed` or `money.unknown_currency`. */
export function fromJson(value: MoneyJson): Money {
  if (!Number.isSafeInteger(value.amount)) {
    throw new DomainError('money.amount_malformed', 'unprocessable', 'The amount is not an integer of minor units', { amount: value.amount });
  }
  return money(BigInt(value.amount), parseCurrency(value.currency));
}

/** A bigint of minor units as a JSON number. @throws RangeError above 2^53 − 1. */
export function toSafeNumber(minor: bigint): number {
  const number = Number(minor);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${minor} does not fit a JSON number`);
  return number;
}

function assertSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) {
    throw new DomainError('money.currency_mismatch', 'unprocessable', 'Amounts of different currencies cannot be combined', {
      left: a.currency, right: b.currency,
    });
  }
}
