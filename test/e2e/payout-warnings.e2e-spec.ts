import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let advertiser: Account;
let affiliate: Account;
let link: { code: string };
let orders = 0;

beforeAll(async () => {
  network = await startNetwork();
  [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate')];
  await network.finance.post('/fundings', { advertiser_id: advertiser.id, amount: 1_000_000, currency: 'USD', reference: 'wire' });
  network.stripe.control.fund('usd', 1_000_000);
  const offer = await advertiser.client.post('/offers', { name: 'Tents', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', hold_days: 0, visibility: 'public' });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  await affiliate.client.post(`/offers/${offer.id}/applications`);
  link = await affiliate.client.post('/links', { offer_id: offer.id });
  const { stripe_account_id: account } = await affiliate.client.post('/payout-destinations');
  network.stripe.control.scriptAccount(account, 'complete');
  await affiliate.client.post('/payout-destinations/current/refresh');
});
afterAll(() => network?.close());

/** A tenth of the order value becomes payable, and a draft takes it up. */
async function draftOf(amount: number): Promise<{ id: string; digest: string; total: object; warnings: { kind: string; affiliate_id: string }[] }> {
  const { clickId } = await network.tracker.visit(link.code);
  await network.settle();
  await advertiser.client.post('/conversions', { click_id: clickId, order_id: `W-${(orders += 1)}`, amount, currency: 'USD' });
  await network.settle();
  await network.runTask('commissions.release-due');
  return draftAgain();
}

async function draftAgain(): Promise<Awaited<ReturnType<typeof draftOf>>> {
  const { id } = await network.finance.post('/payout-batches', { currency: 'USD' });
  return network.finance.get(`/payout-batches/${id}`);
}

async function pay(batch: { id: string; digest: string; total: object }): Promise<void> {
  await network.finance.post(`/payout-batches/${batch.id}/submit`);
  await network.finance2.post(`/payout-batches/${batch.id}/approve`, { digest: batch.digest });
  await network.finance2.post(`/payout-batches/${batch.id}/release`, { confirm_total: batch.total });
  await network.runTask('payouts.send-due');
}

const kinds = ({ warnings }: { warnings: { kind: string }[] }): string[] => warnings.map(({ kind }) => kind);

describe('a batch before its approval', () => {
  it('names who is paid for the first time, until the money has left', async () => {
    const first = await draftOf(10_000);
    expect(first.warnings).toEqual([{ kind: 'first_payout', payout_id: expect.stringMatching(/^pay_/), affiliate_id: affiliate.id }]);

    await pay(first);

    expect(await network.finance.get(`/payout-batches/${first.id}`)).toMatchObject({ status: 'settled', warnings: [] });
  });

  it('says nothing of a payout like the one before', async () => {
    const alike = await draftOf(40_000);
    expect(kinds(alike)).toEqual([]);
    await network.finance.post(`/payout-batches/${alike.id}/cancel`);
  });

  it('names one that is far above, and one that goes elsewhere than the last', async () => {
    const large = await draftOf(100);
    expect(kinds(large)).toEqual(['far_above_usual']);
    await network.finance.post(`/payout-batches/${large.id}/cancel`);
    // As if the account had been replaced since the payout that arrived.
    await network.sql(`UPDATE payout SET stripe_account_id = 'acct_before' WHERE status = 'transferred'`);

    expect(kinds(await draftAgain())).toEqual(['changed_account', 'far_above_usual']);
  });
});
