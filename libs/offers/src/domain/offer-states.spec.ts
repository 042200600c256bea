import { findTableFaults } from '@fairlead/kernel';
import { ENROLMENT_STATES, OFFER_STATES } from './offer-states';

describe('offer states', () => {
  it('has no unreachable state', () => {
    expect(findTableFaults(OFFER_STATES)).toEqual([]);
    expect(findTableFaults(ENROLMENT_STATES)).toEqual([]);
  });
});
