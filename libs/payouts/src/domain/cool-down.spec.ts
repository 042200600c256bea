import { DAY_MS, HOUR_MS } from '@fairlead/kernel';
import fc from 'fast-check';
import { coolDownAfter, isChanged, isCooling, type KnownAccount } from './cool-down';

const at = new Date('2026-03-02T10:00:00Z');
const from = (ms: number): Date => new Date(at.getTime() + ms);

describe('a cool-down', () => {
  it('is 72 hours without a sign of a theft', () => expect(coolDownAfter(at, null)).toEqual({ until: from(72 * HOUR_MS), because: 'account_changed' }));

  it.each([
    [0, 7 * DAY_MS, 'account_changed_after_security_change'], [-HOUR_MS, 7 * DAY_MS, 'account_changed_after_security_change'],
    [-7 * DAY_MS, 7 * DAY_MS, 'account_changed_after_security_change'], [-7 * DAY_MS - 1, 72 * HOUR_MS, 'account_changed'],
  ] as const)('with a sign %d ms from the change ends %d ms after it', (sign, length, because) => {
    expect(coolDownAfter(at, from(sign))).toEqual({ until: from(length), because });
  });

  it('counts a sign by a clock that is a little ahead', () => expect(coolDownAfter(at, from(5)).because).toBe('account_changed_after_security_change'));

  it('goes on where a longer one is under way, and begins anew where it is shorter', () => {
    const longer = { until: from(72 * HOUR_MS + 1), because: 'account_changed_after_security_change' } as const;

    expect(coolDownAfter(at, null, longer)).toBe(longer);
    expect(coolDownAfter(at, null, { ...longer, until: from(72 * HOUR_MS) })).toEqual({ until: from(72 * HOUR_MS), because: 'account_changed' });
    expect(coolDownAfter(at, null, { ...longer, until: from(-1) })).toEqual({ until: from(72 * HOUR_MS), because: 'account_changed' });
  });

  it('never ends sooner by another change', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 * DAY_MS }), fc.option(fc.integer({ min: -10 * DAY_MS, max: 0 })), (later, sign) => {
      const first = coolDownAfter(at, sign === null ? null : from(sign));
      expect(coolDownAfter(from(later), null, first).until >= first.until).toBe(true);
    }));
  });

  it('is over at its end', () => {
    expect([null, from(-1), at, from(1)].map((coolsUntil) => isCooling({ coolsUntil }, at))).toEqual([false, false, false, true]);
  });
});

describe('a change', () => {
  const known = (over: Partial<KnownAccount> = {}): KnownAccount => ({ activatedAt: at, changedAt: null, externalAccounts: ['ba_1*'], ...over });

  it.each([
    ['another bank account', ['ba_2*']], ['one more', ['ba_1*', 'ba_2']], ['none any more', []], ['another one that is paid out to', ['ba_1']],
  ])('is %s behind an account that was active', (_name, told) => expect(isChanged(known(), told)).toBe(true));

  it('is not the same again, however often and late it is told', () => expect(isChanged(known({ changedAt: at }), ['ba_1*'])).toBe(false));
  it('is not what Stripe does not tell', () => expect(isChanged(known(), null)).toBe(false));

  it('is nothing of the first onboarding: neither a bank account nor a correction of it', () => {
    const fresh = known({ activatedAt: null, externalAccounts: [] });

    expect([isChanged(fresh, []), isChanged(fresh, ['ba_1*']), isChanged({ ...fresh, externalAccounts: ['ba_1*'] }, ['ba_2*'])]).toEqual([false, false, false]);
  });

  it('is not the first bank account of an account that was active without', () => expect(isChanged(known({ externalAccounts: [] }), ['ba_1*'])).toBe(false));

  it('is the bank account of one that took the place of another, and one after none', () => {
    expect(isChanged(known({ activatedAt: null, changedAt: at, externalAccounts: [] }), ['ba_1*'])).toBe(true);
    expect(isChanged(known({ changedAt: at, externalAccounts: [] }), ['ba_1*'])).toBe(true);
  });
});
