import { nextAttemptMs } from './retry-plan';

const unreachable = { responseCode: null, concernsEnvelope: false };

describe('retrying a mail', () => {
  it('waits longer each time, an hour at most, and gives up after twelve attempts', () => {
    expect([1, 2, 3, 8, 11, 12].map((attempts) => nextAttemptMs(attempts, unreachable))).toEqual([30_000, 60_000, 120_000, 3_600_000, 3_600_000, null]);
  });

  it.each([
    ['an unknown mailbox', { responseCode: 550, concernsEnvelope: true }, null], ['a full mailbox', { responseCode: 452, concernsEnvelope: true }, 30_000],
    ['our login', { responseCode: 535, concernsEnvelope: false }, 30_000],
  ])('of %s', (_name, refusal, wait) => {
    expect(nextAttemptMs(1, refusal)).toBe(wait);
  });
});
