import { DAY_MS, MovableClock } from '@fairlead/kernel';
import { checkEvents } from '../support/described-events';
import { buy, joinShop, openShop, type PayableAffiliate, payBatch, type PayingShop, submitBatch } from '../support/earned-payout';
import { mailTo, tokenIn } from '../support/mailbox';
import { type ApiClient, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

const START = '2026-03-02T09:00:00.000Z';
const IN_3_DAYS = '2026-03-05T09:00:00.000Z';
const IN_7_DAYS = '2026-03-09T09:00:00.000Z';
const NEW_PASSWORD = 'another long enough password';

let network: RunningNetwork;
let shop: PayingShop;
let paid: PayableAffiliate;
let orders = 0;

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date(START)) });
  shop = await openShop(network);
});
afterAll(() => network?.close());

beforeEach(async () => {
  paid = await joinShop(network, shop);
  await webhooksArrive();
  await buy(network, shop, paid.code, `C-${(orders += 1)}`);
});

async function webhooksArrive(): Promise<void> {
  await network.stripe.control.webhooks.settled();
  await network.runTask('payouts.process-stripe-events');
}

async function changeBank(): Promise<void> {
  network.stripe.control.scriptAccount(paid.account, 'change_bank');
  await webhooksArrive();
}

const destination = async (client: ApiClient = paid.affiliate.client) => client.get('/payout-destinations/current');
const exclusions = async (): Promise<any[]> => (await network.finance.get('/payout-exclusions')).data.filter((one: { affiliate_id: string }) => one.affiliate_id === paid.affiliate.id);
const warningsOf = async (batch: { id: string }): Promise<string[]> =>
  (await network.finance.get(`/payout-batches/${batch.id}`)).warnings.filter((one: { affiliate_id: string }) => one.affiliate_id === paid.affiliate.id).map(({ kind }: { kind: string }) => kind);

describe('a change of what is behind a payout account', () => {
  it('is none while it is set up for the first time', async () => {
    expect((await destination()).cool_down).toBeNull();
    expect(await exclusions()).toEqual([]);
  });

  it('keeps the affiliate out of new batches, and says so to finance and to everybody of the affiliate', async () => {
    const email = `colleague-${orders}@example.test`;
    await paid.affiliate.client.post('/invitations', { email, team_role: 'member' });
    await network.anonymous.post('/auth/invitation/accept', { token: tokenIn(await mailTo(network, email, 'invitation')), name: 'A Colleague', password: PASSWORD, accept_terms: true });
    await changeBank();
    await buy(network, shop, (await joinShop(network, shop)).code, `C-${(orders += 1)}`); // somebody who can be paid

    const left = { affiliate_id: paid.affiliate.id, amount: { amount: 1250, currency: 'USD' }, reason: 'destination_cooling', until: IN_3_DAYS };
    expect((await destination()).cool_down).toEqual({ changed_at: START, until: IN_3_DAYS, reason: 'account_changed' });
    expect(await exclusions()).toEqual([left]);
    const drafted = await network.finance.post('/payout-batches', { currency: 'USD' });
    expect(drafted.excluded).toEqual([left]);
    expect((await network.finance.get(`/payout-batches/${drafted.id}`)).excluded).toEqual([left]);
    await network.finance.post(`/payout-batches/${drafted.id}/cancel`);

    const [notice] = (await paid.affiliate.client.get('/notices')).data;
    expect(notice).toMatchObject({ kind: 'payout_account_changed', subject: (await destination()).id, until: IN_3_DAYS });
    for (const to of [paid.affiliate.email, email]) {
      const { text, subject } = await mailTo(network, to, 'payout_account_changed');
      expect(subject).toBe('Your payout account was changed');
      expect(text).toContain('was changed at 2026-03-02 09:00 UTC. For your safety payouts to it start on 2026-03-05 09:00 UTC.');
    }
    const { data } = await paid.affiliate.client.get('/audit-events', { query: { action: 'payout_destination.changed' } });
    expect(data).toEqual([expect.objectContaining({ details: { cools_until: IN_3_DAYS, because: 'account_changed' } })]);
  });

  it('lasts longer after a password reset by mail', async () => {
    await network.anonymous.call('POST', '/auth/forgot-password', { email: paid.affiliate.email });
    await network.anonymous.call('POST', '/auth/reset-password', { token: tokenIn(await mailTo(network, paid.affiliate.email, 'reset_password')), password: NEW_PASSWORD });
    await changeBank();

    expect((await destination(await network.signIn(paid.affiliate.email, NEW_PASSWORD))).cool_down).toEqual({ changed_at: START, until: IN_7_DAYS, reason: 'account_changed_after_security_change' });
    expect(await exclusions()).toEqual([expect.objectContaining({ reason: 'destination_cooling', until: IN_7_DAYS })]);
  });

  it('is told once, however Stripe tells it', async () => {
    const { webhooks } = network.stripe.control;
    for (const mode of ['twin', 'shuffled', 'duplicated'] as const) {
      webhooks.setMode(mode);
      network.stripe.control.scriptAccount(paid.account, mode === 'twin' ? 'change_bank' : 'enable');
      await webhooks.flush();
      await webhooksArrive();
    }
    webhooks.setMode('immediate');

    const [told] = await network.sql(`SELECT count(*)::int AS count FROM outbox_event WHERE type = 'payout_destination.changed.v1' AND payload ->> 'destinationId' = (SELECT id::text FROM payout_destination WHERE stripe_account_id = $1)`, [paid.account]);
    expect(told).toEqual({ count: 1 });
    expect((await destination()).cool_down.until).toBe(IN_3_DAYS);
  });

  it('warns before the approval of a batch that was drafted earlier, whose payout is not sent', async () => {
    const batch = await submitBatch(network);
    expect(await warningsOf(batch)).toEqual(['first_payout']);
    await changeBank();
    expect(await warningsOf(batch)).toEqual(['destination_cooling', 'first_payout']);

    await payBatch(network, batch);

    const [payout] = (await paid.affiliate.client.get('/payouts')).data;
    expect(payout).toMatchObject({ status: 'failed', failure_code: 'destination_cooling', failure_message: 'The payout account was changed; payouts to it start on 2026-03-05 09:00 UTC' });
    expect(network.stripe.control.transfers().filter(({ destination: to }) => to === paid.account)).toEqual([]);
    await network.finance2.post(`/payout-batches/${batch.id}/cancel`);
    expect(await exclusions()).toEqual([expect.objectContaining({ reason: 'destination_cooling' })]);
  });

  it('warns of an account that the affiliate has no more', async () => {
    const batch = await submitBatch(network);
    network.stripe.control.scriptAccount(paid.account, 'close');
    await webhooksArrive();

    expect(await warningsOf(batch)).toEqual(['replaced_account', 'first_payout']);
    await network.finance.post(`/payout-batches/${batch.id}/cancel`);
  });
});

describe('after the cool-down', () => {
  it('payouts go on by themselves, and every event is described', async () => {
    await changeBank();
    await network.advance(3 * DAY_MS);

    expect(await exclusions()).toEqual([]);
    expect((await destination()).cool_down).toBeNull();
    expect(await checkEvents(network)).toContain('payout_destination.changed.v1');
  });
});

describe('who could not be paid', () => {
  it('is for staff to see, with every reason', async () => {
    await network.admin.call('POST', `/affiliates/${paid.affiliate.id}/suspend`, { reason: 'Bought traffic' });

    const { data, has_more: hasMore } = await network.admin.get('/payout-exclusions');
    expect([data.find((one: { affiliate_id: string }) => one.affiliate_id === paid.affiliate.id), hasMore]).toEqual([
      { affiliate_id: paid.affiliate.id, amount: { amount: 1250, currency: 'USD' }, reason: 'affiliate_suspended', until: null }, false,
    ]);
  });
});
