import type { TransitionTable } from '@fairlead/kernel';
import type { CommissionStatus } from '../contracts';

export const COMMISSION_STATES: TransitionTable<CommissionStatus> = {
  name: 'commission',
  initial: ['pending'],
  moves: {
    pending: ['approved', 'void'],
    approved: ['payable', 'reversed'],
    payable: ['in_payout', 'reversed'],
    in_payout: ['paid', 'payable', 'reversed'],
    paid: ['reversed', 'payable'],
    void: [],
    reversed: ['payable'],
  },
};
