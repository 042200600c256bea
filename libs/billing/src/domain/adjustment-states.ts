import type { TransitionTable } from '@fairlead/kernel';
import type { AdjustmentStatus } from '../contracts';

/** Approved is posted: what was wrong with it is put right by another adjustment. */
export const ADJUSTMENT_STATES: TransitionTable<AdjustmentStatus> = {
  name: 'adjustment',
  initial: ['requested'],
  moves: { requested: ['approved', 'rejected'], approved: [], rejected: [] },
};
