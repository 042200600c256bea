import type { TransitionTable } from '@fairlead/kernel';
import type { ConversionStatus } from '../contracts';

/** A partial reversal leaves a conversion approved with `reversed_amount` above zero. */
export const CONVERSION_STATES: TransitionTable<ConversionStatus> = {
  name: 'conversion',
  initial: ['pending', 'held', 'approved', 'rejected'],
  moves: { pending: ['approved', 'rejected', 'held'], held: ['approved', 'rejected', 'pending'], approved: ['reversed'], rejected: [], reversed: [] },
};
