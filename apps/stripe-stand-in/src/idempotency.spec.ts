import { payableAccount, rawRequest, refusalOf, startBench, stopBenches } from '../test/support';
import type { Bench } from '../test/support';

const DAY_MS = 24 * 3_600_000;
let bench: Bench;
let destination: string;

beforeEach(async () => {
  bench = await startBench();
  destination = await payableAccount(bench);
  bench.standIn.control.fund('usd', 10_000);
});

afterEach(stopBenches);

const transfer = (amount: number, idempotencyKey: string) =>
  bench.stripe.transfers.create({ amount, currency: 'usd', destination }, { idempotencyKey });

describe('idempotency', () => {
  it('replays the first answer and says so', async () => {
    const first = await transfer(100, 'k1');
    const second = await transfer(100, 'k1');

    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
    expect(bench.standIn.control.effects('transfer.created')).toHaveLength(1);
  });

  it('refuses the same key with other parameters or at another endpoint', async () => {
    await transfer(100, 'k1');

    const otherParams = await refusalOf(transfer(101, 'k1'));
    const otherEndpoint = await refusalOf(bench.stripe.topups.create({ amount: 100, currency: 'usd' }, { idempotencyKey: 'k1' }));

    expect(otherParams).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400, rawType: 'idempotency_error' });
    expect(otherEndpoint.type).toBe('StripeIdempotencyError');
  });

  it('answers 409 while the first request with the key runs', async () => {
    bench.standIn.control.addFault({ kind: 'slow', ms: 1_000 });

    const [first, second] = await Promise.allSettled([transfer(100, 'k1'), transfer(100, 'k1')]);
    const refusals = [first, second].filter((result) => result?.status === 'rejected');

    expect(refusals).toEqual([
      expect.objectContaining({ reason: expect.objectContaining({ statusCode: 409, code: 'idempotency_key_in_use' }) }),
    ]);
    expect(bench.standIn.control.transfers()).toHaveLength(1);
  });

  it('keeps a refusal of the business rules for a day, even after funding', async () => {
    const first = await refusalOf(transfer(50_000, 'k1'));
    bench.standIn.control.fund('usd', 100_000);
    const replayed = await refusalOf(transfer(50_000, 'k1'));
    await bench.standIn.control.advanceClock(DAY_MS);
    const executed = await transfer(50_000, 'k1');

    expect(first.code).toBe('balance_insufficient');
    expect(replayed).toMatchObject({ code: 'balance_insufficient', headers: expect.objectContaining({ 'idempotent-replayed': 'true' }) });
    expect(executed.amount).toBe(50_000);
  });

  it('executes again once the key is 24 hours old: keys alone do not stop a second payment', async () => {
    await transfer(100, 'k1');
    await bench.standIn.control.advanceClock(DAY_MS - 1_000);
    await transfer(100, 'k1');
    const withinADay = bench.standIn.control.transfers().length;
    await bench.standIn.control.advanceClock(1_000);
    await transfer(100, 'k1');

    expect(withinADay).toBe(1);
    expect(bench.standIn.control.transfers()).toHaveLength(2);
  });

  it('forgets a key at 24 hours to the millisecond', async () => {
    bench = await startBench({ now: () => new Date('2026-11-01T00:00:00Z') });
    const create = () => bench.stripe.topups.create({ amount: 1, currency: 'usd' }, { idempotencyKey: 'k1' });
    const first = await create();
    await bench.standIn.control.advanceClock(DAY_MS - 1);
    const before = await create();
    await bench.standIn.control.advanceClock(1);
    const after = await create();

    expect(before.id).toBe(first.id);
    expect(after.id).not.toBe(first.id);
  });

  it('keeps no record of a request that failed validation', async () => {
    const invalid = await refusalOf(transfer(-1, 'k1'));
    const valid = await transfer(100, 'k1');

    expect(invalid.statusCode).toBe(400);
    expect(valid.amount).toBe(100);
  });

  it('keeps no record of a wrong key or a rate limit', async () => {
    const body = `amount=100&currency=usd&destination=${destination}`;
    const unauthorized = await rawRequest(bench.standIn, 'POST', '/v1/transfers', {
      body,
      headers: { authorization: 'Bearer sk_wrong', 'idempotency-key': 'k1' },
    });
    bench.standIn.control.addFault({ kind: '429' });
    const limited = await refusalOf(transfer(100, 'k1'));

    const executed = await transfer(100, 'k1');

    expect(unauthorized.status).toBe(401);
    expect(limited).toMatchObject({ type: 'StripeRateLimitError', statusCode: 429, code: 'rate_limit' });
    expect(executed.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  });

  it('scopes keys to the account that is acted on', async () => {
    const create = (stripeAccount?: string) =>
      bench.stripe.accounts.create({ country: 'US' }, { idempotencyKey: 'k1', ...(stripeAccount ? { stripeAccount } : {}) });

    const onPlatform = await create();
    const onAccount = await create(destination);

    expect(onAccount.id).not.toBe(onPlatform.id);
  });

  it('refuses keys above 255 characters', async () => {
    const error = await refusalOf(transfer(100, 'k'.repeat(256)));

    expect(error.statusCode).toBe(400);
  });
});
