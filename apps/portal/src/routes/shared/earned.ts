import type { Commission, Money } from '../../api/types';

/** Whether a commission is owed or was paid: what waits for a decision may still be refused, and what was refused is void. */
export const isEarned = ({ status }: Pick<Commission, 'status'>): boolean => status !== 'pending' && status !== 'void';

/** What is left of an amount of a commission: nothing of one that is void. */
export function leftOf({ status }: Pick<Commission, 'status'>, amount: Money): Money {
  return status === 'void' ? { ...amount, amount: 0 } : amount;
}
