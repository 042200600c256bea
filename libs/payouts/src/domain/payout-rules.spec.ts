import fc from 'fast-check';
import { contentHash, findTableFaults, HOUR_MS } from '@fairlead/kernel';
import { batchDigest, type DigestedPayout } from './batch-digest';
import type { PayoutItem } from './payout-item';
import { BATCH_STATES, PAYOUT_STATES } from './payout-states';
import { planBatch } from './plan-batch';

const item = (affiliateId: string, commissionId: string, amountMinor: bigint, commissionReversalId: string | null = null): PayoutItem => ({ affiliateId, commissionId, amountMinor, commissionReversalId, adjustmentId: null });
const adjustment = (affiliateId: string, adjustmentId: string, amountMinor: bigint): PayoutItem => ({ affiliateId, commissionId: null, commissionReversalId: null, adjustmentId, amountMinor });

describe('payout states', () => {
  it('has no unreachable state', () => {
    expect(findTableFaults(BATCH_STATES)).toEqual([]);
    expect(findTableFaults(PAYOUT_STATES)).toEqual([]);
  });

  it('never leaves unknown but for a known end', () => expect(PAYOUT_STATES.moves.unknown).toEqual(['transferred', 'failed']));
});

describe('batch plan', () => {
  const now = new Date('2026-03-02T10:00:00Z');
  const calm = { now, suspended: new Set<string>() };
  const active = (affiliateId: string) => ({ affiliateId, stripeAccountId: `acct_${affiliateId}`, status: 'active' as const, coolsUntil: null });

  it('sums the items of each affiliate and carries reversals', () => {
    expect(planBatch([item('a', '1', 100n), item('b', '2', 50n), item('a', '1', -30n, 'r')], [active('a'), active('b')], calm)).toMatchObject({
      payouts: [{ affiliateId: 'a', stripeAccountId: 'acct_a', amountMinor: 70n }, { affiliateId: 'b', amountMinor: 50n }], excluded: [],
    });
  });

  it('leaves out whoever cannot be paid, with the reason and the sum', () => {
    const items = [item('a', '1', 100n), item('b', '2', 50n), item('c', '3', 10n), item('c', '3', -10n, 'r')];

    expect(planBatch(items, [{ ...active('b'), status: 'restricted' }, active('c')], calm)).toEqual({
      payouts: [],
      excluded: [
        { affiliateId: 'a', amountMinor: '100', reason: 'no_destination' }, { affiliateId: 'b', amountMinor: '50', reason: 'destination_not_active' },
        { affiliateId: 'c', amountMinor: '0', reason: 'balance_not_positive' },
      ],
    });
  });

  it('leaves out who is suspended, and keeps the sum', () => {
    expect(planBatch([item('a', '1', 100n)], [active('a')], { now, suspended: new Set(['a']) })).toEqual({
      payouts: [], excluded: [{ affiliateId: 'a', amountMinor: '100', reason: 'affiliate_suspended' }],
    });
  });

  it('leaves out whose account cools after a change, with the date, until that very moment', () => {
    const until = new Date(now.getTime() + HOUR_MS);
    const planAt = (at: Date) => planBatch([item('a', '1', 100n)], [{ ...active('a'), coolsUntil: until }], { ...calm, now: at });

    expect(planAt(now)).toEqual({ payouts: [], excluded: [{ affiliateId: 'a', amountMinor: '100', reason: 'destination_cooling', until: '2026-03-02T11:00:00.000Z' }] });
    expect(planAt(new Date(until.getTime() - 1)).payouts).toEqual([]);
    expect(planAt(until)).toMatchObject({ payouts: [{ affiliateId: 'a', amountMinor: 100n }], excluded: [] });
  });

  it('names what a date does not mend before what it does', () => {
    const cooling = { ...active('a'), coolsUntil: new Date(now.getTime() + HOUR_MS) };
    const reasonOf = (minor: bigint, destination: typeof cooling | (Omit<typeof cooling, 'status'> & { status: 'onboarding' }), suspended: string[] = []) =>
      planBatch([item('a', '1', minor)], [destination], { now, suspended: new Set(suspended) }).excluded[0];

    expect([reasonOf(100n, cooling, ['a']), reasonOf(-1n, cooling), reasonOf(100n, { ...cooling, status: 'onboarding' })]).toEqual([
      { affiliateId: 'a', amountMinor: '100', reason: 'affiliate_suspended' }, { affiliateId: 'a', amountMinor: '-1', reason: 'balance_not_positive' },
      { affiliateId: 'a', amountMinor: '100', reason: 'destination_not_active' },
    ]);
  });

  it('adds adjustments of either sign, and pays who has nothing else', () => {
    expect(planBatch([item('a', '1', 100n), adjustment('a', 'd1', -40n), adjustment('b', 'd2', 25n), adjustment('c', 'd3', -5n)], [active('a'), active('b'), active('c')], calm)).toMatchObject({
      payouts: [{ affiliateId: 'a', amountMinor: 60n }, { affiliateId: 'b', amountMinor: 25n }], excluded: [{ affiliateId: 'c', amountMinor: '-5', reason: 'balance_not_positive' }],
    });
  });

  it('neither loses nor invents a unit', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.bigInt({ min: -100n, max: 500n })), { maxLength: 30 }), (raw) => {
      const items = raw.map(([affiliateId, minor], index) => item(affiliateId, String(index), minor));
      const { payouts, excluded } = planBatch(items, [active('a'), active('b'), { ...active('c'), status: 'onboarding' }], calm);
      const planned = payouts.reduce((sum, payout) => sum + payout.amountMinor, 0n) + excluded.reduce((sum, exclusion) => sum + BigInt(exclusion.amountMinor), 0n);
      expect(planned).toBe(items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
      for (const payout of payouts) expect(payout.amountMinor > 0n).toBe(true);
    }));
  });
});

describe('batch digest', () => {
  const payout: DigestedPayout = {
    payoutId: 'p1', affiliateId: 'a', stripeAccountId: 'acct_1', amountMinor: 70n,
    lines: [item('a', 'c1', 100n), item('a', 'c1', -30n, 'r1')],
  };
  const other: DigestedPayout = { ...payout, payoutId: 'p2', affiliateId: 'b' };
  const digest = batchDigest('b1', 'USD', [payout, other]);

  it('stays what it was before there were adjustments', () => {
    expect(batchDigest('b1', 'USD', [{ ...payout, lines: [...payout.lines].reverse() }])).toBe(contentHash({
      batchId: 'b1', currency: 'USD',
      payouts: [{ payoutId: 'p1', affiliateId: 'a', stripeAccountId: 'acct_1', amountMinor: 70n, lines: [
        { commissionId: 'c1', commissionReversalId: null, amountMinor: 100n }, { commissionId: 'c1', commissionReversalId: 'r1', amountMinor: -30n },
      ] }],
    }));
  });

  it('does not depend on order', () => {
    expect(batchDigest('b1', 'USD', [other, { ...payout, lines: [...payout.lines].reverse() }])).toBe(digest);
  });

  it.each<[string, Partial<DigestedPayout>]>([
    ['a destination', { stripeAccountId: 'acct_2' }], ['a sum', { amountMinor: 71n }], ['an affiliate', { affiliateId: 'z' }],
    ['a line', { lines: payout.lines.slice(0, 1) }], ['the sum of a line', { lines: [item('a', 'c1', 101n), ...payout.lines.slice(1)] }], ['an adjustment', { lines: [...payout.lines, adjustment('a', 'd1', 5n)] }],
  ])('changes with %s', (_name, change) => {
    expect(batchDigest('b1', 'USD', [{ ...payout, ...change }, other])).not.toBe(digest);
  });
});
