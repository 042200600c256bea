import { useQuery } from '@tanstack/react-query';
import { ledger } from '../../api/network-queries';
import type { LedgerAccount, Money } from '../../api/types';

/** What the accounts of one kind hold together, per currency, the largest first; null until it is read. */
export function useKindSums(kind: LedgerAccount['kind'], sign: 1 | -1 = 1): Money[] | null {
  const { data } = useQuery(ledger.allAccounts({ kind }));
  return data ? sumsOf(data.rows.map((account) => account.balance), sign) : null;
}

/** Amounts by currency without zeros; currencies are never added up. */
export function sumsOf(amounts: readonly Money[], sign: 1 | -1 = 1): Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + sign * amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount })).filter(({ amount }) => amount !== 0).sort((one, other) => other.amount - one.amount);
}
