import { DAY_MS, MovableClock } from '@fairlead/kernel';
import { checkEvents } from '../support/described-events';
import { mailTo } from '../support/mailbox';
import { type Account, ProblemError, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let batch: { id: string; digest: string; total: { amount: number; currency: string } };

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date('2026-03-02T09:00:00Z')), queue: 'redis' });
  advertiser = await network.signUp('advertiser');
  affiliate = await network.signUp('affiliate');
});

afterAll(() => network?.close());

async function earn(): Promise<void> {
  const offer = await advertiser.client.post('/offers', {
    name: 'Books', landing_url: 'https://books.example/', currency: 'EUR', commission: { type: 'flat', amount: 1500 }, approval: 'manual', visibility: 'public', hold_days: 14,
  });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  await affiliate.client.post(`/offers/${offer.id}/applications`);
  const link = await affiliate.client.post('/links', { offer_id: offer.id });
  const { clickId } = await network.tracker.visit(link.code);
  const conversion = await advertiser.client.post('/conversions', { click_id: clickId, order_id: 'B-1', amount: 4990, currency: 'EUR' });
  await network.settle();
  await advertiser.client.post(`/conversions/${conversion.id}/approve`);
  await network.settle();
}

describe('a payout', () => {
  it('waits until the hold is over and the advertiser has paid', async () => {
    await earn();
    expect((await affiliate.client.get('/balances')).data).toEqual([expect.objectContaining({ pending: 1500, payable: 0 })]);
    await network.advance(14 * DAY_MS);
    await network.runTask('commissions.release-due');
    expect((await affiliate.client.get('/commissions')).data[0]).toMatchObject({ status: 'approved', blocked_reason: 'awaiting_funds' });
    await network.finance.post('/fundings', { advertiser_id: advertiser.id, amount: 10_000, currency: 'EUR', reference: 'wire 1' });
    await network.advance(DAY_MS);
    await network.runTask('commissions.release-due');
    expect((await affiliate.client.get('/balances')).data).toEqual([expect.objectContaining({ pending: 0, payable: 1500 })]);
  });

  it('learns from a signed webhook that the affiliate can be paid', async () => {
    expect((await affiliate.client.get('/payout-destinations')).data).toEqual([]);
    const destination = await affiliate.client.post('/payout-destinations');
    expect(destination.status).toBe('onboarding');
    network.stripe.control.scriptAccount(destination.stripe_account_id, 'complete');
    await network.stripe.control.webhooks.settled();
    expect(network.stripe.control.webhooks.undelivered()).toBe(0);
    await network.runTask('payouts.process-stripe-events');
    expect((await affiliate.client.get('/payout-destinations/current')).status).toBe('active');
    expect((await affiliate.client.get('/payout-destinations')).data).toEqual([expect.objectContaining({ id: destination.id, status: 'active' })]);
  });

  it('refuses a webhook that Stripe did not sign', async () => {
    const answer = await network.anonymous.call('POST', `${network.apiUrl}/webhooks/stripe`, { id: 'evt_forged', type: 'account.updated' }, {
      headers: { 'stripe-signature': 't=1,v1=00' },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'stripe.signature_invalid' } });
  });

  it('needs another person for the approval, and the digest that was shown', async () => {
    network.stripe.control.fund('eur', 50_000);
    batch = await network.finance.post('/payout-batches', { currency: 'EUR' });
    expect(batch.total).toEqual({ amount: 1500, currency: 'EUR' });
    await network.finance.post(`/payout-batches/${batch.id}/submit`);
    await expect(network.finance.post(`/payout-batches/${batch.id}/approve`, { digest: batch.digest })).rejects.toMatchObject({ code: 'batch.approver_is_preparer' });
    await expect(network.finance2.post(`/payout-batches/${batch.id}/approve`, { digest: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'batch.digest_mismatch' });
    await expect(network.admin.post(`/payout-batches/${batch.id}/approve`, { digest: batch.digest })).rejects.toBeInstanceOf(ProblemError);
    expect(await network.finance2.post(`/payout-batches/${batch.id}/approve`, { digest: batch.digest })).toMatchObject({ status: 'approved' });
  });

  it('is sent once, although its release is asked for twice', async () => {
    const release = `/payout-batches/${batch.id}/release`;
    expect(await network.finance2.call('POST', release, { confirm_total: 1500 }, { idempotencyKey: null })).toMatchObject({
      status: 400, body: { code: 'idempotency_key_required' },
    });
    const once = { idempotencyKey: 'release-once' };
    const first = await network.finance2.call('POST', release, { confirm_total: 1500 }, once);
    const second = await network.finance2.call('POST', release, { confirm_total: 1500 }, once);
    expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([200, 200, 'true']);
    await network.runTask('payouts.send-due');
    await network.runTask('payouts.send-due');
    expect(network.stripe.control.transfers()).toEqual([expect.objectContaining({ amount: 1500, currency: 'eur' })]);
    expect(await network.finance.get(`/payout-batches/${batch.id}`)).toMatchObject({ status: 'settled', payouts_by_status: { transferred: 1 } });
  });

  it('shows the affiliate what it is made of', async () => {
    const { data } = await affiliate.client.get('/payouts');
    expect(data).toHaveLength(1);
    expect((await affiliate.client.get(`/payouts/${data[0].id}/conversions`)).data).toHaveLength(1);
    expect((await affiliate.client.call('GET', `/payouts/${data[0].id}/statement.csv`)).body).toContain('15.00');
    const pdf = await affiliate.client.call('GET', `/payouts/${data[0].id}/statement.pdf`);
    expect([pdf.status, pdf.headers.get('content-type'), pdf.headers.get('content-disposition'), String(pdf.body).slice(0, 5)]).toEqual([200, 'application/pdf', `attachment; filename="statement-${data[0].id}.pdf"`, '%PDF-']);
    expect((await affiliate.client.get('/balances')).data).toEqual([expect.objectContaining({ payable: 0, in_transit: 0, paid: 1500 })]);
    expect((await network.finance.get('/ledger/trial-balance')).data).toEqual([expect.objectContaining({ currency: 'EUR', difference: 0 })]);
    expect(network.stripe.control.violations()).toEqual([]);
  });

  it('is told to the affiliate by mail', async () => {
    const mail = await mailTo(network, affiliate.email, 'payout_sent');

    expect(mail.subject).toMatch(/^[\d.]+ [A-Z]{3} are on the way to you$/);
    expect(mail.text).toMatch(/\/payouts\/pay_\w{26}/);
  });

  it('told the other contexts what docs/events says', async () => {
    expect(await checkEvents(network)).toEqual([
      'conversion.approved.v1', 'conversion.recorded.v1', 'payout.transferred.v1', 'payout_batch.released.v1', 'payout_batch.submitted.v1', 'user.email_verification_requested.v1',
    ]);
  });
});
