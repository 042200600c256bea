import { buy, joinShop, openShop, payBatch, type PayingShop } from '../support/earned-payout';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let shop: PayingShop;
let affiliate: Account;
let code: string;
let orders = 0;

beforeAll(async () => {
  network = await startNetwork();
  shop = await openShop(network, { commission: { type: 'percent', rate_bps: 1_000 }, funds: 1_000_000 });
  ({ affiliate, code } = await joinShop(network, shop));
});
afterAll(() => network?.close());

/** A tenth of the order value becomes payable, and a draft takes it up. */
async function draftOf(amount: number): Promise<{ id: string; digest: string; total: object; warnings: { kind: string; affiliate_id: string }[] }> {
  await buy(network, shop, code, `W-${(orders += 1)}`, amount);
  return draftAgain();
}

async function draftAgain(): Promise<Awaited<ReturnType<typeof draftOf>>> {
  const { id } = await network.finance.post('/payout-batches', { currency: 'USD' });
  return network.finance.get(`/payout-batches/${id}`);
}

async function pay(batch: { id: string; digest: string; total: object }): Promise<void> {
  await network.finance.post(`/payout-batches/${batch.id}/submit`);
  await payBatch(network, batch);
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
