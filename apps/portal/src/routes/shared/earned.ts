import type { Commission, Money } from '../../api/types';

/** What is left of an amount of a commission: nothing of one that is void. */
export function leftOf({ status }: Pick<Commission, 'status'>, amount: Money): Money {
  return status === 'void' ? { ...amount, amount: 0 } : amount;
}
