import { useQuery } from '@tanstack/react-query';
import { ledger } from '../../api/network-queries';
import type { LedgerAccount } from '../../api/types';
import { Figure } from '../../components/figure';
import { MoneyLines } from '../../components/money';
import { t } from '../../strings/en';
import { sumsOf } from './account-sums';

/** What the accounts of a kind hold together, by currency, or a dash where that is nothing. */
export function KindSum({ kind, sign = 1 }: { readonly kind: LedgerAccount['kind']; readonly sign?: 1 | -1 }) {
  const accounts = useQuery(ledger.allAccounts({ kind }));
  return (
    <Figure of={accounts}>
      {({ rows }) => {
        const sums = sumsOf(rows.map((account) => account.balance), sign);
        return sums.length > 0 ? <MoneyLines values={sums} /> : t.shared.dash;
      }}
    </Figure>
  );
}
