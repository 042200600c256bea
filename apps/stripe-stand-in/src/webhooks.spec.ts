import Stripe from 'stripe';
import { newAccountParams, payableAccount, refusalOf, startBench, stopBenches } from '../test/support';
import type { Bench } from '../test/support';
import { WebhookReceiver } from '../test/webhook-receiver';

let bench: Bench;
let platform: WebhookReceiver;
let connect: WebhookReceiver;
let platformSecret: string;
let connectSecret: string;

beforeEach(async () => {
  bench = await startBench();
  platform = await WebhookReceiver.start();
  connect = await WebhookReceiver.start();
  platformSecret = bench.standIn.control.registerWebhook(platform.url);
  connectSecret = bench.standIn.control.registerWebhook(connect.url, { connect: true });
});

afterEach(async () => {
  await stopBenches();
  await platform.stop();
  await connect.stop();
});

const opened = (receiver: WebhookReceiver, secret: string): Stripe.Event[] =>
  receiver.received.map(({ body, signature }) => bench.stripe.webhooks.constructEvent(body, signature, secret));

async function oneTransfer(idempotencyKey = 'k1'): Promise<Stripe.Transfer> {
  const destination = await payableAccount(bench);
  bench.standIn.control.fund('usd', 1_000);
  await bench.standIn.control.webhooks.settled();
  platform.received.splice(0);
  connect.received.splice(0);
  const transfer = await bench.stripe.transfers.create({ amount: 1_000, currency: 'usd', destination }, { idempotencyKey });
  await bench.standIn.control.webhooks.settled();
  return transfer;
}

describe('webhooks', () => {
  it('signs platform events so that the SDK accepts them', async () => {
    const transfer = await oneTransfer();

    const [event] = opened(platform, platformSecret);
    expect(event).toMatchObject({ type: 'transfer.created', livemode: false, request: { idempotency_key: 'k1' }, pending_webhooks: 1 });
    expect(event?.data.object).toMatchObject({ id: transfer.id, amount: 1_000 });
    expect(event).not.toHaveProperty('account');
    expect(() => opened(platform, connectSecret)).toThrow(Stripe.errors.StripeSignatureVerificationError);
  });

  it('sends events of connected accounts to connect endpoints only, with the account named', async () => {
    const account = await payableAccount(bench);
    await bench.standIn.control.webhooks.settled();

    const events = opened(connect, connectSecret);
    expect(events.map(({ type }) => type)).toEqual(['account.updated', 'capability.updated', 'account.external_account.created']);
    expect(events.every((event) => event.account === account)).toBe(true);
    expect(events[0]?.data.previous_attributes).toMatchObject({ payouts_enabled: false, details_submitted: false });
    expect(events[1]?.data.object).toMatchObject({ object: 'capability', id: 'transfers', status: 'active' });
    expect(platform.received).toEqual([]);
  });

  it('sends only the types that an endpoint asked for', async () => {
    const picky = await WebhookReceiver.start();
    bench.standIn.control.registerWebhook(picky.url, { enabledEvents: ['transfer.reversed'] });
    const { id } = await oneTransfer();

    await bench.stripe.transfers.createReversal(id, { amount: 400 });
    await bench.standIn.control.webhooks.settled();

    expect(picky.types()).toEqual(['transfer.reversed']);
    expect(platform.types()).toEqual(['transfer.created', 'transfer.reversed']);
    expect(JSON.parse(picky.received[0]?.body ?? '')).toMatchObject({ data: { object: { amount_reversed: 400 }, previous_attributes: { amount_reversed: 0 } } });
    await picky.stop();
  });

  it('holds events until they are flushed', async () => {
    bench.standIn.control.webhooks.setMode('held');
    await oneTransfer();
    const before = platform.received.length;

    const attempts = await bench.standIn.control.webhooks.flush();

    expect(before).toBe(0);
    expect(attempts).toBeGreaterThan(0);
    expect(platform.types()).toContain('transfer.created');
    expect(bench.standIn.control.webhooks.undelivered()).toBe(0);
  });

  it('shuffles held events by the seed', async () => {
    bench.standIn.control.webhooks.setMode('shuffled');
    for (let count = 0; count < 12; count += 1) bench.standIn.control.fund('usd', count + 1);

    await bench.standIn.control.webhooks.flush();

    const listed = (await bench.stripe.events.list({ limit: 100 })).data.map(({ id }) => id).reverse();
    expect(platform.ids()).not.toEqual(listed);
    expect([...platform.ids()].sort()).toEqual([...listed].sort());
  });

  it('sends duplicates with the same id, and twins with another', async () => {
    bench.standIn.control.webhooks.setMode('duplicated');
    bench.standIn.control.fund('usd', 1);
    await bench.standIn.control.webhooks.settled();
    const duplicated = platform.received.splice(0).map(({ body }) => (JSON.parse(body) as Stripe.Event).id);
    bench.standIn.control.webhooks.setMode('twin');
    bench.standIn.control.fund('usd', 2);
    await bench.standIn.control.webhooks.settled();
    const twins = platform.ids();

    expect(duplicated).toHaveLength(4);
    expect(new Set(duplicated).size).toBe(2);
    expect(twins).toHaveLength(4);
    expect(new Set(twins).size).toBe(4);
  });

  it('drops deliveries while the event list still has the facts', async () => {
    bench.standIn.control.webhooks.setMode('dropped');
    const transfer = await oneTransfer();

    const { data } = await bench.stripe.events.list({ type: 'transfer.created' });

    expect(platform.received).toEqual([]);
    expect(data).toEqual([expect.objectContaining({ data: { object: expect.objectContaining({ id: transfer.id }) } })]);
    expect(await bench.stripe.events.retrieve(data[0]?.id ?? '')).toMatchObject({ type: 'transfer.created' });
  });

  it('can sign wrongly, and with a time that is too old', async () => {
    bench.standIn.control.webhooks.setMode('wrong_secret');
    bench.standIn.control.fund('usd', 1);
    await bench.standIn.control.webhooks.settled();
    expect(() => opened(platform, platformSecret)).toThrow(/No signatures found/);

    platform.received.splice(0);
    bench.standIn.control.webhooks.setMode('stale_timestamp');
    bench.standIn.control.fund('usd', 1);
    await bench.standIn.control.webhooks.settled();
    expect(() => opened(platform, platformSecret)).toThrow(/tolerance/);
  });

  it('tries again with backoff on its own clock until the endpoint accepts', async () => {
    platform.status = 500;
    bench.standIn.control.fund('usd', 1);
    await bench.standIn.control.webhooks.settled();
    const refused = platform.received.length;
    const failing = await bench.stripe.events.list({ delivery_success: false });
    platform.status = 200;
    await bench.standIn.control.advanceClock(5_000);

    expect(refused).toBe(2);
    expect(failing.data.map(({ pending_webhooks }) => pending_webhooks)).toEqual([1, 1]);
    expect(platform.received).toHaveLength(4);
    expect((await bench.stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  it('gives up after three days and keeps the event listed as undelivered', async () => {
    platform.status = 500;
    bench.standIn.control.fund('usd', 1);
    for (let hour = 0; hour < 80; hour += 1) await bench.standIn.control.advanceClock(3_600_000);
    const attempts = platform.received.length;
    await bench.standIn.control.advanceClock(24 * 3_600_000);

    expect(platform.received).toHaveLength(attempts);
    expect((await bench.stripe.events.list({ delivery_success: false })).data).toHaveLength(2);
  });

  it('keeps events for 30 days and shows an account only its own', async () => {
    const account = await payableAccount(bench);
    bench.standIn.control.fund('usd', 1);

    const own = await bench.stripe.events.list({}, { stripeAccount: account });
    const platforms = await bench.stripe.events.list();
    await bench.standIn.control.advanceClock(31 * 24 * 3_600_000);
    const later = await bench.stripe.events.list();

    expect(new Set(own.data.map((event) => event.account))).toEqual(new Set([account]));
    expect(platforms.data.map(({ type }) => type)).toEqual(['topup.succeeded', 'topup.created']);
    expect(later.data).toEqual([]);
  });

  it('manages endpoints over the API and shows the secret only once', async () => {
    const made = await bench.stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/x', enabled_events: ['account.updated'], connect: true });
    const read = await bench.stripe.webhookEndpoints.retrieve(made.id);
    const listed = await bench.stripe.webhookEndpoints.list();
    const gone = await bench.stripe.webhookEndpoints.del(made.id);
    const error = await refusalOf(bench.stripe.webhookEndpoints.retrieve(made.id));

    expect(made.secret).toMatch(/^whsec_/);
    expect(read.secret).toBeUndefined();
    expect(listed.data).toHaveLength(3);
    expect(gone).toEqual(expect.objectContaining({ id: made.id, deleted: true }));
    expect(error.statusCode).toBe(404);
  });

  it('announces a deauthorization and then refuses the account', async () => {
    const { id } = await bench.stripe.accounts.create(newAccountParams());
    bench.standIn.control.scriptAccount(id, 'deauthorize');
    await bench.standIn.control.webhooks.settled();

    const error = await refusalOf(bench.stripe.accounts.retrieve(id));

    expect(opened(connect, connectSecret).at(-1)).toMatchObject({ type: 'account.application.deauthorized', account: id });
    expect(error).toMatchObject({ statusCode: 403, code: 'account_invalid' });
  });
});
