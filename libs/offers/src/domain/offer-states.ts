import type { TransitionTable } from '@fairlead/kernel';
import type { EnrolmentStatus, OfferStatus } from '../contracts';

export const OFFER_STATES: TransitionTable<OfferStatus> = {
  name: 'offer',
  initial: ['draft'],
  moves: { draft: ['active', 'archived'], active: ['paused', 'archived'], paused: ['active', 'archived'], archived: [] },
};

export const ENROLMENT_STATES: TransitionTable<EnrolmentStatus> = {
  name: 'enrolment',
  initial: ['pending', 'approved'],
  moves: { pending: ['approved', 'rejected'], approved: ['rejected'], rejected: ['approved'] },
};
