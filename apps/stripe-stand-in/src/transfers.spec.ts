import { payableAccount, refusalOf, startBench, stopBenches } from '../test/support';
import type { Bench } from '../test/support';

let bench: Bench;
let destination: string;

beforeEach(async () => {
  bench = await startBench();
  destination = await payableAccount(bench);
  bench.standIn.control.fund('usd', 100_000);
});

afterEach(async () => {
  expect(bench.standIn.control.violations()).toEqual([]);
  await stopBenches();
});

const transfer = (params: { amount?: number; currency?: string; transfer_group?: string; destination?: string } = {}) =>
  bench.stripe.transfers.create({
    amount: 2_500,
    currency: 'usd',
    destination,
    transfer_group: 'payout_1',
    metadata: { payout_id: 'pay_1' },
    ...params,
  });

describe('transfers', () => {
  it('moves the amount from the platform to the destination and logs one effect', async () => {
    const created = await transfer();

    const platform = await bench.stripe.balance.retrieve();
    const connected = await bench.stripe.balance.retrieve({}, { stripeAccount: destination });
    expect(created).toMatchObject({ object: 'transfer', amount: 2_500, currency: 'usd', destination, reversed: false });
    expect(created.id).toMatch(/^tr_/);
    expect(platform.available).toEqual([{ amount: 97_500, currency: 'usd', source_types: { card: 97_500 } }]);
    expect(connected.available[0]?.amount).toBe(2_500);
    expect(bench.standIn.control.effects('transfer.created')).toEqual([
      expect.objectContaining({ object: created.id, amount: 2_500, destination, transferGroup: 'payout_1', metadata: { payout_id: 'pay_1' } }),
    ]);
  });

  it('expands the balance transaction and the destination payment', async () => {
    const created = await bench.stripe.transfers.create({
      amount: 100,
      currency: 'usd',
      destination,
      expand: ['balance_transaction', 'destination_payment.balance_transaction', 'destination'],
    });

    expect(created.balance_transaction).toMatchObject({ object: 'balance_transaction', amount: -100, type: 'transfer', source: created.id });
    expect(created.destination_payment).toMatchObject({ object: 'charge', balance_transaction: { amount: 100, type: 'payment' } });
    expect(created.destination).toMatchObject({ object: 'account', id: destination });
  });

  it('keeps an idempotency key free when an expand path does not exist', async () => {
    const options = { idempotencyKey: 'k-expand' };
    const params = { amount: 100, currency: 'usd', destination };

    const error = await refusalOf(bench.stripe.transfers.create({ ...params, expand: ['amount'] }, options));
    const created = await bench.stripe.transfers.create(params, options);

    expect(error).toMatchObject({ statusCode: 400, param: 'expand' });
    expect(bench.standIn.control.transfers()).toEqual([expect.objectContaining({ id: created.id })]);
  });

  it('lists newest first, filtered by group, destination and time, in pages', async () => {
    const other = await payableAccount(bench);
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.unshift((await transfer({ transfer_group: 'wanted' })).id);
    await transfer({ transfer_group: 'unwanted' });
    await transfer({ transfer_group: 'wanted', destination: other });
    const filter = { transfer_group: 'wanted', destination };

    const first = await bench.stripe.transfers.list({ ...filter, limit: 2 });
    const all = await bench.stripe.transfers.list({ ...filter, limit: 2 }).autoPagingToArray({ limit: 50 });
    const future = await bench.stripe.transfers.list({ created: { gte: Math.floor(Date.now() / 1000) + 60 } });
    const before = await bench.stripe.transfers.list({ ...filter, limit: 2, ending_before: String(ids[4]) });

    expect(first.has_more).toBe(true);
    expect(all.map(({ id }) => id)).toEqual(ids);
    expect(future.data).toEqual([]);
    expect(before.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  });

  it.each([
    ['more than the available balance', { amount: 100_001 }, 400, 'balance_insufficient', undefined],
    ['a currency without balance', { currency: 'eur' }, 400, 'balance_insufficient', undefined],
    ['an unknown destination', { destination: 'acct_missing' }, 400, 'resource_missing', 'destination'],
    ['an amount of zero', { amount: 0 }, 400, 'parameter_invalid_integer', 'amount'],
    ['a negative amount', { amount: -5 }, 400, 'parameter_invalid_integer', 'amount'],
    ['a fraction of a cent', { amount: 1.5 }, 400, 'parameter_invalid_integer', 'amount'],
    ['an unknown currency', { currency: 'zzz' }, 400, undefined, 'currency'],
  ])('refuses %s', async (_case, params, statusCode, code, param) => {
    const error = await refusalOf(transfer(params));

    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', statusCode });
    expect(error.code).toBe(code);
    expect(error.param).toBe(param);
    expect(bench.standIn.control.effects('transfer.created')).toEqual([]);
  });

  it('takes the last cent and not one more', async () => {
    await transfer({ amount: 100_000 });

    const error = await refusalOf(transfer({ amount: 1 }));

    expect(error.code).toBe('balance_insufficient');
    expect(bench.standIn.control.availableBalance('usd')).toBe(0);
  });

  it('refuses a destination whose transfers capability is not active', async () => {
    bench.standIn.control.scriptAccount(destination, 'restrict');

    const restricted = await refusalOf(transfer());
    bench.standIn.control.scriptAccount(destination, 'pend');
    const pending = await refusalOf(transfer());
    bench.standIn.control.scriptAccount(destination, 'enable');

    expect(restricted).toMatchObject({ statusCode: 400, code: 'insufficient_capabilities_for_transfer' });
    expect(pending.code).toBe('insufficient_capabilities_for_transfer');
    await expect(transfer()).resolves.toMatchObject({ amount: 2_500 });
  });

  it('refuses a destination that took away the access', async () => {
    bench.standIn.control.scriptAccount(destination, 'deauthorize');

    const error = await refusalOf(transfer());

    expect(error).toMatchObject({ type: 'StripePermissionError', statusCode: 403, code: 'account_invalid' });
  });

  it('handles currencies without minor units', async () => {
    bench.standIn.control.fund('jpy', 5_000);

    await transfer({ amount: 5_000, currency: 'jpy' });

    expect(bench.standIn.control.availableBalance('jpy')).toBe(0);
    expect(bench.standIn.control.availableBalance('jpy', destination)).toBe(5_000);
  });

  it('changes description and metadata of a transfer, and nothing else', async () => {
    const { id } = await transfer();

    const updated = await bench.stripe.transfers.update(id, { description: 'May', metadata: { payout_id: '', batch: 'b1' } });

    expect(updated).toMatchObject({ amount: 2_500, description: 'May', metadata: { batch: 'b1' } });
    expect(updated.metadata['payout_id']).toBeUndefined();
  });

  it('says 404 for a transfer that does not exist', async () => {
    const error = await refusalOf(bench.stripe.transfers.retrieve('tr_missing'));

    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'id' });
  });
});

describe('transfer reversals', () => {
  it('takes back a part, then what is left', async () => {
    const { id } = await transfer();

    const part = await bench.stripe.transfers.createReversal(id, { amount: 1_000 });
    const afterPart = await bench.stripe.transfers.retrieve(id);
    const rest = await bench.stripe.transfers.createReversal(id);
    const afterRest = await bench.stripe.transfers.retrieve(id);

    expect(part).toMatchObject({ object: 'transfer_reversal', amount: 1_000, transfer: id });
    expect(afterPart).toMatchObject({ amount_reversed: 1_000, reversed: false });
    expect(rest.amount).toBe(1_500);
    expect(afterRest).toMatchObject({ amount_reversed: 2_500, reversed: true });
    expect(afterRest.reversals.data.map((reversal) => reversal.id)).toEqual([rest.id, part.id]);
    expect((await bench.stripe.transfers.listReversals(id)).data).toHaveLength(2);
    expect(await bench.stripe.transfers.retrieveReversal(id, part.id)).toMatchObject({ id: part.id });
    expect(bench.standIn.control.availableBalance('usd')).toBe(100_000);
  });

  it('refuses more than what is left', async () => {
    const { id } = await transfer();
    await bench.stripe.transfers.createReversal(id, { amount: 2_000 });

    const tooMuch = await refusalOf(bench.stripe.transfers.createReversal(id, { amount: 501 }));
    await bench.stripe.transfers.createReversal(id);
    const again = await refusalOf(bench.stripe.transfers.createReversal(id));

    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(again.message).toContain('already fully reversed');
  });
});

describe('balance transactions and top-ups', () => {
  it('finds the movement of a source on either side', async () => {
    const created = await transfer();

    const platform = await bench.stripe.balanceTransactions.list({ source: created.id, type: 'transfer' });
    const connected = await bench.stripe.balanceTransactions.list({ currency: 'usd' }, { stripeAccount: destination });
    const one = await bench.stripe.balanceTransactions.retrieve(String(created.balance_transaction), { expand: ['source'] });

    expect(platform.data).toEqual([expect.objectContaining({ id: created.balance_transaction, amount: -2_500, status: 'available' })]);
    expect(connected.data).toEqual([expect.objectContaining({ amount: 2_500, type: 'payment', source: created.destination_payment })]);
    expect(one.source).toMatchObject({ id: created.id, object: 'transfer' });
  });

  it('keeps the money of a top-up pending until its settlement', async () => {
    bench.standIn.control.configure({ topupSettlementMs: 60_000 });

    const topup = await bench.stripe.topups.create({ amount: 7_000, currency: 'gbp' });
    const before = await bench.stripe.balance.retrieve();
    const short = await refusalOf(transfer({ amount: 7_000, currency: 'gbp' }));
    await bench.standIn.control.advanceClock(60_000);
    const after = await bench.stripe.balance.retrieve();

    const amountOf = (list: { currency: string; amount: number }[]) => list.find(({ currency }) => currency === 'gbp')?.amount;
    expect(topup.status).toBe('pending');
    expect([amountOf(before.available), amountOf(before.pending)]).toEqual([0, 7_000]);
    expect(short.code).toBe('balance_insufficient');
    expect([amountOf(after.available), amountOf(after.pending)]).toEqual([7_000, 0]);
    expect((await bench.stripe.topups.retrieve(topup.id)).status).toBe('succeeded');
    expect((await bench.stripe.topups.list({ status: 'pending' })).data).toEqual([]);
  });
});
