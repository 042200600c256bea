import type { TransitionTable } from '@fairlead/kernel';
import type { TrackingDomainStatus } from '../contracts';

export const TRACKING_DOMAIN_STATES: TransitionTable<TrackingDomainStatus> = {
  name: 'tracking_domain',
  initial: ['pending'],
  moves: { pending: ['verified'], verified: ['lapsed'], lapsed: ['verified'] },
};
