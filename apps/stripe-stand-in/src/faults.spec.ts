import { clientFor, payableAccount, refusalOf, startBench, stopBenches } from '../test/support';
import type { Bench } from '../test/support';
import type { FaultKind } from './index';

let bench: Bench;
let destination: string;

beforeEach(async () => {
  bench = await startBench();
  destination = await payableAccount(bench);
  bench.standIn.control.fund('usd', 1_000_000);
});

afterEach(stopBenches);

const params = () => ({ amount: 100, currency: 'usd', destination });
const transfer = (idempotencyKey: string, timeout = 5_000) =>
  clientFor(bench.standIn, { timeout }).transfers.create(params(), { idempotencyKey });
const created = () => bench.standIn.control.effects('transfer.created').length;

describe('faults', () => {
  it.each<[FaultKind, number | undefined, string | undefined, string]>([
    ['429', 429, 'rate_limit', 'StripeRateLimitError'],
    ['lock_timeout', 429, 'lock_timeout', 'StripeRateLimitError'],
    ['409', 409, 'idempotency_key_in_use', 'StripeAPIError'],
    ['account_invalid', 403, 'account_invalid', 'StripePermissionError'],
    ['500_before', 500, undefined, 'StripeAPIError'],
  ])('%s refuses before any effect and leaves the key free', async (kind, statusCode, code, type) => {
    bench.standIn.control.addFault({ kind });

    const error = await refusalOf(transfer('k1'));
    const effectsAfterFault = created();
    await transfer('k1');

    expect(error.type).toBe(type);
    expect(error.statusCode).toBe(statusCode);
    expect(error.code).toBe(code);
    expect(effectsAfterFault).toBe(0);
    expect(created()).toBe(1);
  });

  it('500_after does the work, answers 500 and replays that 500', async () => {
    bench.standIn.control.addFault({ kind: '500_after' });

    const first = await refusalOf(transfer('k1'));
    const second = await refusalOf(transfer('k1'));

    expect(first).toMatchObject({ statusCode: 500, rawType: 'api_error' });
    expect(second).toMatchObject({ statusCode: 500, headers: expect.objectContaining({ 'idempotent-replayed': 'true' }) });
    expect(created()).toBe(1);
  });

  it('timeout_after does the work and never answers; the same key brings the answer', async () => {
    bench.standIn.control.addFault({ kind: 'timeout_after', path: '/v1/transfers', method: 'POST' });

    const lost = await refusalOf(transfer('k1', 200));
    const effectsAfterFault = created();
    const found = await transfer('k1');

    expect(lost).toMatchObject({ type: 'StripeConnectionError' });
    expect(lost.statusCode).toBeUndefined();
    expect(effectsAfterFault).toBe(1);
    expect(created()).toBe(1);
    expect(bench.standIn.control.transfers()[0]?.id).toBe(found.id);
  });

  it('timeout_before never answers and does nothing', async () => {
    bench.standIn.control.addFault({ kind: 'timeout_before' });

    const error = await refusalOf(transfer('k1', 200));

    expect(error.type).toBe('StripeConnectionError');
    expect(created()).toBe(0);
  });

  // The SDK repeats a reset request once by itself, hence two hits for the client to see the fault.
  it.each<[FaultKind, number]>([['reset_before', 0], ['reset_after', 1]])('%s drops the connection', async (kind, effects) => {
    bench.standIn.control.addFault({ kind, times: 2 });

    const error = await refusalOf(transfer('k1'));

    expect(error.type).toBe('StripeConnectionError');
    expect(created()).toBe(effects);
  });

  it('truncate_body does the work and cuts the answer', async () => {
    bench.standIn.control.addFault({ kind: 'truncate_body', times: 2 });

    await expect(transfer('k1')).rejects.toThrow();

    expect(created()).toBe(1);
  });

  it('hits only what its rule matches, from the nth request on, so many times', async () => {
    const other = await payableAccount(bench);
    bench.standIn.control.addFault({ kind: '429', method: 'POST', path: '/v1/tr*', destination, nth: 2, times: 1 });

    await bench.stripe.transfers.create({ ...params(), destination: other });
    await bench.stripe.transfers.create(params());
    const hit = await refusalOf(bench.stripe.transfers.create(params()));
    await bench.stripe.transfers.create(params());

    expect(hit.statusCode).toBe(429);
    expect(created()).toBe(3);
  });

  it('strikes with a seeded chance, again and again, until the faults are cleared', async () => {
    bench.standIn.control.addFault({ kind: '500_before', probability: 0.5, path: '/v1/balance' });

    const results = await Promise.allSettled(Array.from({ length: 40 }, () => bench.stripe.balance.retrieve()));
    bench.standIn.control.clearFaults();
    await bench.stripe.balance.retrieve();

    const failures = results.filter(({ status }) => status === 'rejected').length;
    expect(failures).toBeGreaterThan(5);
    expect(failures).toBeLessThan(35);
  });

  it('sends the retry hint when asked to', async () => {
    bench.standIn.control.addFault({ kind: '429', shouldRetry: true });

    const error = await refusalOf(bench.stripe.balance.retrieve());

    expect(error.headers?.['stripe-should-retry']).toBe('true');
  });

  it('keeps totals right through a storm of faults, one transfer per key', async () => {
    const kinds: FaultKind[] = ['429', '500_before', '500_after', 'reset_before', 'reset_after', 'timeout_after', 'truncate_body'];
    for (const kind of kinds) bench.standIn.control.addFault({ kind, probability: 0.1, method: 'POST', path: '/v1/transfers' });
    const keys = Array.from({ length: 60 }, (_, index) => `payout:${index}:1`);

    await Promise.allSettled(keys.map((key) => transfer(key, 400)));
    bench.standIn.control.clearFaults();
    await Promise.allSettled(keys.map((key) => transfer(key)));

    const keysOfEffects = bench.standIn.control.effects('transfer.created').map(({ idempotencyKey }) => idempotencyKey);
    expect([...keysOfEffects].sort()).toEqual([...keys].sort());
    expect(bench.standIn.control.availableBalance('usd')).toBe(1_000_000 - 60 * 100);
    expect(bench.standIn.control.violations()).toEqual([]);
  });

  it('logs every request with what the client saw', async () => {
    bench.standIn.control.addFault({ kind: '500_after' });
    await refusalOf(transfer('k1'));
    await refusalOf(transfer('k1'));

    expect(bench.standIn.control.requests().slice(-2)).toEqual([
      expect.objectContaining({ method: 'POST', path: '/v1/transfers', idempotencyKey: 'k1', status: 500, fault: '500_after', replayed: false }),
      expect.objectContaining({ status: 500, fault: null, replayed: true }),
    ]);
  });
});
