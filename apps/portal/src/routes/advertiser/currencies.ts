import type { components } from '@fairlead/client';

/** Currencies that an offer may have. */
export const CURRENCIES = [
  'EUR', 'USD', 'GBP', 'AED', 'ARS', 'AUD', 'BGN', 'BHD', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'COP', 'CZK', 'DKK', 'EGP', 'HKD', 'HUF', 'IDR', 'ILS', 'INR', 'JOD', 'JPY', 'KES', 'KRW', 'KWD', 'MAD',
  'MXN', 'MYR', 'NGN', 'NOK', 'NZD', 'OMR', 'PEN', 'PHP', 'PKR', 'PLN', 'PYG', 'QAR', 'RON', 'RSD', 'SAR', 'SEK', 'SGD', 'THB', 'TND', 'TRY', 'TWD', 'UAH', 'UYU', 'VND', 'XAF', 'XOF', 'ZAR',
] as const satisfies readonly components['schemas']['CreateOfferRequest']['currency'][];
