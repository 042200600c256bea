import { whyNotSent } from './why-not-sent';

const now = new Date('2026-03-02T10:00:00Z');

describe('an approved payout', () => {
  it('is sent to an active account that does not cool', () => {
    expect([null, now].map((coolsUntil) => whyNotSent({ status: 'active', coolsUntil }, now))).toEqual([null, null]);
  });

  it.each(['onboarding', 'restricted', 'closed'] as const)('is not sent to an account that is %s', (status) => {
    expect(whyNotSent({ status, coolsUntil: null }, now)).toEqual({ code: 'destination_not_active', message: `The Stripe account is ${status}` });
  });

  it('is not sent to an account that cools, and says until when', () => {
    expect(whyNotSent({ status: 'active', coolsUntil: new Date('2026-03-05T10:00:00Z') }, now)).toEqual({
      code: 'destination_cooling', message: 'The payout account was changed; payouts to it start on 2026-03-05 10:00 UTC',
    });
  });
});
