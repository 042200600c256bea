import { payableAccount, refusalOf, startBench, stopBenches } from '../test/support';
import type { Bench } from '../test/support';
import { WebhookReceiver } from '../test/webhook-receiver';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench({ control: true });
});

afterEach(stopBenches);

async function control(method: string, path: string, body?: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(`${bench.standIn.url}/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

describe('HTTP control API', () => {
  it('is not there unless asked for', async () => {
    const closed = await startBench();

    const response = await fetch(`${closed.standIn.url}/_control/effects`);

    expect(response.status).toBe(401);
  });

  it('funds, scripts accounts, and shows effects, transfers, requests and violations', async () => {
    const { id } = await bench.stripe.accounts.create({ country: 'US', capabilities: { transfers: { requested: true } } });
    await control('POST', 'fund', { currency: 'usd', amount: 500 });
    await control('POST', 'account-scripts', { account: id, script: 'complete' });
    const transfer = await bench.stripe.transfers.create({ amount: 500, currency: 'usd', destination: id });

    expect((await control('GET', 'transfers')).json['data']).toEqual([expect.objectContaining({ id: transfer.id })]);
    expect((await control('GET', 'effects?type=transfer.created')).json['data']).toHaveLength(1);
    expect((await control('GET', 'requests')).json['data']).toHaveLength(2);
    expect((await control('GET', 'violations')).json['data']).toEqual([]);
  });

  it('sets and clears faults', async () => {
    await control('POST', 'faults', { kind: 'lock_timeout', path: '/v1/balance', times: 9, should_retry: false });
    const error = await refusalOf(bench.stripe.balance.retrieve());
    await control('DELETE', 'faults');

    expect(error).toMatchObject({ code: 'lock_timeout', headers: expect.objectContaining({ 'stripe-should-retry': 'false' }) });
    await expect(bench.stripe.balance.retrieve()).resolves.toBeDefined();
  });

  it('moves the clock and the settings', async () => {
    await control('POST', 'settings', { topup_settlement_ms: 1_000, reversal_shortfall: 'negative' });
    const topup = await bench.stripe.topups.create({ amount: 5, currency: 'usd' });
    const before = Date.parse(String((await control('GET', 'clock')).json['now']));
    const after = Date.parse(String((await control('POST', 'clock', { advance_ms: 5_000 })).json['now']));

    expect(after - before).toBeGreaterThanOrEqual(5_000);
    expect((await bench.stripe.topups.retrieve(topup.id)).status).toBe('succeeded');
  });

  it('registers endpoints, changes the webhook mode and flushes', async () => {
    const receiver = await WebhookReceiver.start();
    const { json } = await control('POST', 'webhooks/endpoints', { url: receiver.url, connect: true, enabled_events: ['account.updated'] });
    await control('POST', 'webhooks/mode', { mode: 'held' });
    await payableAccount(bench);
    const flushed = await control('POST', 'webhooks/flush');

    expect(String(json['secret'])).toMatch(/^whsec_/);
    expect(flushed.json['attempts']).toBe(1);
    expect(receiver.types()).toEqual(['account.updated']);
    await receiver.stop();
  });

  it.each([
    ['an unknown call', 'POST', 'explode', {}, 404],
    ['an unknown fault', 'POST', 'faults', { kind: 'fire' }, 400],
    ['a missing amount', 'POST', 'fund', { currency: 'usd' }, 400],
    ['an unknown account', 'POST', 'account-scripts', { account: 'acct_x', script: 'complete' }, 400],
    ['a clock that goes back', 'POST', 'clock', { advance_ms: -1 }, 400],
    ['a list instead of an object', 'POST', 'fund', [], 400],
  ])('refuses %s', async (_case, method, path, body, status) => {
    expect((await control(method, path, body)).status).toBe(status);
  });
});
