/** Currencies whose minor unit is not a hundredth (ISO 4217). Intl follows another list for some, so it is told. */
const OTHER_DIGITS: Readonly<Record<string, number>> = { CLP: 0, JPY: 0, KRW: 0, PYG: 0, VND: 0, XAF: 0, XOF: 0, BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3 };

/** Digits after the decimal point of a currency. */
export function currencyDigits(currency: string): number {
  return OTHER_DIGITS[currency] ?? 2;
}

/** Making one takes longer than using it, and a list has several a row. */
const made = new Map<string, Intl.NumberFormat>();

/** `$1,234.50` from minor units. The decimal text goes in as it is, so nothing is rounded on the way. */
export function formatMoney(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const format = made.get(currency) ?? new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  made.set(currency, format);
  return format.format(`${minor}E-${digits}` as `${number}`).replace(/^-/, '−');
}

/** `1234.50` from minor units: what a person types, and what goes into a postback. */
export function decimalOf(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

/** Minor units from what a person typed; null when it is no amount of this currency. Accepts thousands commas. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = currencyDigits(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim().replaceAll(',', ''));
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || fraction.length > digits) return null;
  const minor = Number(whole + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** `12.5%` from basis points. */
export function formatRate(basisPoints: number): string {
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(basisPoints / 100)}%`;
}

/** What a commission plan pays for an order, in minor units, half to even as the network rounds. */
export function commissionFor(plan: { type: 'percent' | 'flat'; rate_bps?: number | undefined; amount?: number | undefined }, orderMinor: number): number {
  return plan.type === 'flat' ? (plan.amount ?? 0) : shareHalfEven(orderMinor, plan.rate_bps ?? 0);
}

/** `amount × basisPoints ÷ 10000`, half to even. */
export function shareHalfEven(amount: number, basisPoints: number): number {
  const product = BigInt(amount) * BigInt(basisPoints);
  const whole = product / 10_000n;
  const rest = (product % 10_000n) * 2n;
  const up = rest > 10_000n || (rest === 10_000n && whole % 2n === 1n);
  return Number(up ? whole + 1n : whole);
}
