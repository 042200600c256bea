import type { Money } from '../../api/types';

/** Amounts by currency without zeros; currencies are never added up. */
export function sumsOf(amounts: readonly Money[], sign: 1 | -1 = 1): Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + sign * amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount })).filter(({ amount }) => amount !== 0).sort((one, other) => other.amount - one.amount);
}
