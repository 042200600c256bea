import type { UseQueryResult } from '@tanstack/react-query';
import type { Balance } from '../../api/types';
import { Figure } from '../../components/figure';
import { MoneyLines } from '../../components/money';
import { t } from '../../strings/en';

interface Props {
  readonly of: UseQueryResult<Balance[]>;
  readonly state: 'funds' | 'reserved' | 'pending' | 'payable' | 'in_transit' | 'paid';
}

/** What the caller has in one place by currency, or a dash where that is nothing. */
export function BalanceSum({ of, state }: Props) {
  return (
    <Figure of={of}>
      {(balances) => {
        const values = balances.map((row) => ({ currency: row.currency, amount: row[state] ?? 0 })).filter(({ amount }) => amount !== 0);
        return values.length > 0 ? <MoneyLines values={values} /> : t.shared.dash;
      }}
    </Figure>
  );
}
