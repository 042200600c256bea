import fc from 'fast-check';
import { OFFER_STATUSES } from '@fairlead/offers/contracts';
import { type ClickFacts, decideClick } from './decide-click';
import { deviceOf } from './device';

const good: ClickFacts = {
  offerStatus: 'active', enrolmentStatus: 'approved', affiliateActive: true, method: 'GET', bot: false, prefetch: false, clicksToday: null, dailyClickCap: null,
};

describe('click decision', () => {
  it('counts a plain click', () => {
    expect(decideClick(good)).toEqual({ destination: 'landing', status: 'counted', reason: null });
  });

  it.each<[string, Partial<ClickFacts>]>([
    ['bot', { bot: true }], ['prefetch', { prefetch: true }], ['head_request', { method: 'HEAD' }],
  ])('redirects and filters %s', (reason, facts) => {
    expect(decideClick({ ...good, ...facts })).toEqual({ destination: 'landing', status: 'filtered', reason });
  });

  it.each<[string, Partial<ClickFacts>]>([
    ['paused', { offerStatus: 'paused' }], ['paused', { offerStatus: 'draft' }], ['not_enrolled', { enrolmentStatus: 'pending' }], ['not_enrolled', { enrolmentStatus: null }],
    ['affiliate_suspended', { affiliateActive: false }], ['cap', { clicksToday: 5, dailyClickCap: 5 }],
  ])('keeps the visitor away: %s', (reason, facts) => {
    expect(decideClick({ ...good, ...facts })).toEqual({ destination: 'neutral_page', status: 'filtered', reason });
  });

  it('gives a reason exactly when it filters', () => {
    fc.assert(fc.property(
      fc.record({
        offerStatus: fc.constantFrom(...OFFER_STATUSES), enrolmentStatus: fc.constantFrom('pending', 'approved', 'rejected', null), affiliateActive: fc.boolean(),
        method: fc.constantFrom('GET', 'HEAD'), bot: fc.boolean(), prefetch: fc.boolean(), clicksToday: fc.option(fc.nat(10)), dailyClickCap: fc.option(fc.nat(10)),
      }),
      (facts) => {
        const decision = decideClick(facts);
        expect(decision.reason === null).toBe(decision.status === 'counted');
        if (decision.status === 'counted') expect(facts).toMatchObject({ offerStatus: 'active', enrolmentStatus: 'approved', affiliateActive: true, bot: false, prefetch: false });
      }));
  });
});

describe('device', () => {
  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'mobile'], ['Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)', 'tablet'],
    ['Mozilla/5.0 (Linux; Android 15; Pixel 9) Mobile Safari/537.36', 'mobile'], ['Mozilla/5.0 (Linux; Android 14; SM-X910) Safari/537.36', 'tablet'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'desktop'], ['curl/8.0', 'other'], ['', 'other'],
  ])('%s is %s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device));
});
