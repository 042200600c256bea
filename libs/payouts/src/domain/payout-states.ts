import type { TransitionTable } from '@fairlead/kernel';
import type { BatchStatus, PayoutStatus } from '../contracts';

export const BATCH_STATES: TransitionTable<BatchStatus> = {
  name: 'batch',
  initial: ['draft'],
  moves: {
    draft: ['submitted', 'cancelled'],
    submitted: ['approved', 'rejected', 'cancelled'],
    approved: ['releasing', 'cancelled'],
    releasing: ['settled', 'partly_failed'],
    partly_failed: ['releasing', 'settled'],
    rejected: ['draft', 'cancelled'],
    settled: [],
    cancelled: [],
  },
};

/** `unknown` never releases money and never makes a new key: it is resolved by the same key or by looking. */
export const PAYOUT_STATES: TransitionTable<PayoutStatus> = {
  name: 'payout',
  initial: ['planned'],
  moves: {
    planned: ['approved', 'cancelled'],
    approved: ['sending', 'failed', 'cancelled'],
    sending: ['transferred', 'failed', 'unknown'],
    unknown: ['transferred', 'failed'],
    failed: ['approved', 'cancelled'],
    transferred: ['returned'],
    returned: [],
    cancelled: [],
  },
};
