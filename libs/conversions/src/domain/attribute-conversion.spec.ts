import fc from 'fast-check';
import type { PromoCodeView } from '@fairlead/offers/contracts';
import type { ClickView } from '@fairlead/tracking/contracts';
import { DAY_MS, findTableFaults } from '@fairlead/kernel';
import { attributeConversion } from './attribute-conversion';
import { CONVERSION_STATES } from './conversion-states';
import { judgeConversion, type JudgedFacts } from './judge-conversion';

const clickedAt = new Date('2026-01-01T00:00:00Z');
const click = { id: 'c', affiliateId: 'clicker', offerId: 'o1', occurredAt: clickedAt } as ClickView;
const promoCode = { id: 'p', affiliateId: 'coder', offerId: 'o2' } as PromoCodeView;
const after = (days: number): Date => new Date(clickedAt.getTime() + days * DAY_MS);

describe('attribution', () => {
  it('gives the click within its window, to its last instant', () => {
    expect(attributeConversion({ click, windowDays: 30, promoCode: null, now: after(30) })).toMatchObject({ method: 'click', affiliateId: 'clicker', inWindow: true });
    expect(attributeConversion({ click, windowDays: 30, promoCode: null, now: new Date(after(30).getTime() + 1) })).toMatchObject({ method: 'click', inWindow: false });
  });

  it('prefers the click to the code, and the code to a click that is too old', () => {
    expect(attributeConversion({ click, windowDays: 30, promoCode, now: after(1) })).toMatchObject({ method: 'click' });
    expect(attributeConversion({ click, windowDays: 30, promoCode, now: after(31) })).toMatchObject({ method: 'coupon', affiliateId: 'coder', offerId: 'o2', inWindow: true });
  });

  it('gives nobody a report with neither', () => {
    expect(attributeConversion({ click: null, windowDays: null, promoCode: null, now: clickedAt })).toBeNull();
  });

  it('depends on nothing but window and presence', () => {
    fc.assert(fc.property(fc.option(fc.constant(click)), fc.option(fc.constant(promoCode)), fc.integer({ min: 1, max: 730 }), fc.double({ min: 0, max: 800, noNaN: true }), (aClick, aCode, windowDays, days) => {
      const attribution = attributeConversion({ click: aClick, windowDays, promoCode: aCode, now: after(days) });
      expect(attribution === null).toBe(aClick === null && aCode === null);
      if (attribution?.method === 'click' && aCode) expect(attribution.inWindow).toBe(true);
    }));
  });
});

describe('judgement', () => {
  const good: JudgedFacts = {
    offerStatus: 'active', enrolmentStatus: 'approved', affiliateSuspended: false, inWindow: true, clickFilterReason: null, conversionsToday: null, dailyConversionCap: null, approval: 'auto', reportedStatus: null, fromBrowser: false,
  };

  it.each<[string, Partial<JudgedFacts>, string, string | null]>([
    ['auto approval', {}, 'approved', null], ['manual approval', { approval: 'manual' }, 'pending', null], ['a late click', { inWindow: false }, 'rejected', 'out_of_window'],
    ['a paused offer', { offerStatus: 'paused' }, 'rejected', 'offer_paused'], ['a lost enrolment', { enrolmentStatus: 'rejected' }, 'rejected', 'not_enrolled'],
    ['a suspended affiliate', { affiliateSuspended: true, reportedStatus: 'approved' }, 'held', 'affiliate_suspended'],
    ['a browser’s word', { fromBrowser: true, reportedStatus: null }, 'held', 'browser_report'],
    ['a filtered click', { clickFilterReason: 'bot' }, 'held', 'filtered_click'], ['a full cap', { conversionsToday: 3, dailyConversionCap: 3 }, 'held', 'over_cap'],
    ['the advertiser’s approval', { approval: 'manual', reportedStatus: 'approved' }, 'approved', null],
    ['the advertiser’s patience', { reportedStatus: 'pending' }, 'pending', null], ['the advertiser’s refusal', { reportedStatus: 'rejected' }, 'rejected', 'rejected_by_advertiser'],
  ])('decides by %s', (_name, facts, status, reason) => {
    expect(judgeConversion({ ...good, ...facts })).toEqual({ status, reason });
  });

  it('has no unreachable state', () => expect(findTableFaults(CONVERSION_STATES)).toEqual([]));
});
