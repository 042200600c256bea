import fc from 'fast-check';
import { findTableFaults } from '@fairlead/kernel';
import type { CommissionPlan } from '@fairlead/offers/contracts';
import { calculateCommission } from './calculate-commission';
import { COMMISSION_STATES } from './commission-states';
import { type OutstandingCharge, planRelease } from './plan-release';
import { reversedShare } from './reversed-share';

const terms = (commission: CommissionPlan, networkFeeBps = 0) => ({ id: 't', version: 3, currency: 'USD', commission, networkFeeBps } as const);

describe('commission', () => {
  it.each([
    ['10 % of 19.99', { type: 'percent', rateBps: 1000 }, 1999n, 0, 200n, 0n],
    ['12.5 % of 0.20, a tie to even', { type: 'percent', rateBps: 1250 }, 20n, 0, 2n, 0n],
    ['12.5 % of 0.28, a tie to even', { type: 'percent', rateBps: 1250 }, 28n, 0, 4n, 0n],
    ['nothing of nothing', { type: 'percent', rateBps: 1000 }, 0n, 3000, 0n, 0n],
    ['a flat 5.00 whatever the sale', { type: 'flat', amountMinor: 500n }, 0n, 2000, 500n, 100n],
    ['8 % of 80.00 with a 30 % fee', { type: 'percent', rateBps: 800 }, 8000n, 3000, 640n, 192n],
  ] as const)('is %s', (_name, plan, amount, fee, commission, margin) => {
    expect(calculateCommission(terms(plan, fee), amount)).toMatchObject({ commissionMinor: commission, marginMinor: margin, chargeMinor: commission + margin });
  });

  it('writes down how it was computed', () => {
    expect(calculateCommission(terms({ type: 'percent', rateBps: 800 }, 3000), 8000n).trace).toEqual({
      inputs: { amount: '8000', currency: 'USD', termsId: 't', termsVersion: 3 },
      steps: [
        { of: 'commission', formula: '8000 × 800 ÷ 10000', result: '640' }, { of: 'margin', formula: '640 × 3000 ÷ 10000', result: '192' },
        { of: 'charge', formula: '640 + 192', result: '832' },
      ],
      rounding: 'half_even',
    });
  });

  it('is never more than the sale at rates up to 100 %', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.integer({ min: 0, max: 10_000 }), (amount, rateBps) =>
      calculateCommission(terms({ type: 'percent', rateBps }), amount).commissionMinor <= amount));
  });

  it('has no unreachable state', () => expect(findTableFaults(COMMISSION_STATES)).toEqual([]));
});

describe('reversed share', () => {
  it('takes back the whole commission with the whole amount, and never more on the way', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 9n }), (sum, amount, reversed) => {
      const total = reversed > amount ? amount : reversed;
      const share = reversedShare(sum, total, amount);
      expect(share >= 0n && share <= sum).toBe(true);
      expect(reversedShare(sum, amount, amount)).toBe(sum);
    }));
  });

  it('takes a conversion without an amount back as a whole', () => expect(reversedShare(500n, 0n, 0n)).toBe(500n));
});

describe('release plan', () => {
  const charge = (commissionId: string, chargeMinor: bigint, due = true): OutstandingCharge => ({ commissionId, chargeMinor, due });

  it('releases all that is due when the advertiser is funded', () => {
    expect(planRelease(0n, [charge('a', 100n), charge('b', 50n, false), charge('c', 10n)])).toEqual({ release: ['a', 'c'], blocked: [] });
  });

  it('leaves the newest without money', () => {
    expect(planRelease(-60n, [charge('a', 100n), charge('b', 50n), charge('c', 10n)])).toEqual({ release: ['a'], blocked: ['b', 'c'] });
    expect(planRelease(-61n, [charge('a', 100n), charge('b', 50n), charge('c', 10n)])).toEqual({ release: [], blocked: ['a', 'b', 'c'] });
  });

  it('never releases more than was funded', () => {
    fc.assert(fc.property(fc.bigInt({ min: -1_000n, max: 1_000n }), fc.array(fc.bigInt({ min: 0n, max: 200n }), { maxLength: 12 }), (funds, charges) => {
      const all = charges.map((minor, index) => charge(String(index), minor));
      const { release, blocked } = planRelease(funds, all);
      const released = release.reduce((sum, id) => sum + (all[Number(id)]?.chargeMinor ?? 0n), 0n);
      const total = charges.reduce((sum, minor) => sum + minor, 0n);
      if (released > 0n) expect(released <= total + (funds < 0n ? funds : 0n)).toBe(true);
      expect(release.length + blocked.length).toBe(all.length);
    }));
  });
});
