import { DomainError } from './domain-error';

/**
 * Minor-unit exponents (ISO 4217) of the currencies that a network may use: 0, 2 or 3 digits. ISK and UGX are left out: Stripe takes their
 * amounts with two decimals that the currencies do not have.
 */
const EXPONENTS = {
  AED: 2, ARS: 2, AUD: 2, BGN: 2, BHD: 3, BRL: 2, CAD: 2, CHF: 2, CLP: 0, CNY: 2, COP: 2, CZK: 2, DKK: 2, EGP: 2,
  EUR: 2, GBP: 2, HKD: 2, HUF: 2, IDR: 2, ILS: 2, INR: 2, JOD: 3, JPY: 0, KES: 2, KRW: 0, KWD: 3, MAD: 2,
  MXN: 2, MYR: 2, NGN: 2, NOK: 2, NZD: 2, OMR: 3, PEN: 2, PHP: 2, PKR: 2, PLN: 2, PYG: 0, QAR: 2, RON: 2, RSD: 2,
  SAR: 2, SEK: 2, SGD: 2, THB: 2, TND: 3, TRY: 2, TWD: 2, UAH: 2, USD: 2, UYU: 2, VND: 0, XAF: 0, XOF: 0, ZAR: 2,
} as const satisfies Record<string, 0 | 2 | 3>;

/** An ISO 4217 code that the network knows the exponent of. */
export type Currency = keyof typeof EXPONENTS;

export const CURRENCIES: readonly Currency[] = Object.freeze(Object.keys(EXPONENTS) as Currency[]);

export function isCurrency(value: unknown): value is Currency {
  return typeof value === 'string' && Object.hasOwn(EXPONENTS, value);
}

/** @throws DomainError `money.unknown_currency` (invalid). */
export function parseCurrency(value: unknown): Currency {
  const upper = typeof value === 'string' ? value.toUpperCase() : value;
  if (!isCurrency(upper)) {
    throw new DomainError('money.unknown_currency', 'invalid', 'The currency is not a known ISO 4217 code', { currency: String(value) });
  }
  return upper;
}

/** Digits after the decimal point of the major unit: 0 (JPY), 2 (USD) or 3 (KWD). */
export function currencyExponent(currency: Currency): 0 | 2 | 3 {
  return EXPONENTS[currency];
}
