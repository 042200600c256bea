import Stripe from 'stripe';
import { buy, joinShop, openShop, payBatch, submitBatch } from '../support/earned-payout';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let affiliate: Account;
let stripe: Stripe;
let account: string;

beforeAll(async () => {
  network = await startNetwork();
  stripe = new Stripe('sk_test_running_network', { host: '127.0.0.1', port: network.stripe.port, protocol: 'http', maxNetworkRetries: 0 });
  const shop = await openShop(network);
  const payable = await joinShop(network, shop);
  ({ affiliate, account } = payable);
  await buy(network, shop, payable.code, 'C-1');
  await payBatch(network, await submitBatch(network));
});
afterAll(() => network?.close());

const usd = (amount: number) => ({ amount, currency: 'USD' });
const compare = (): Promise<any> => network.finance.get('/reconciliation');

describe('the books beside Stripe', () => {
  it('agree after a payout', async () => {
    expect(await compare()).toMatchObject({ transfers: 1, differences: [], balances: [{ currency: 'USD', books: usd(98_750), available: usd(98_750), pending: usd(0), difference: usd(0) }] });
  });

  it('show money that nobody has entered', async () => {
    network.stripe.control.fund('usd', 500);
    expect((await compare()).balances[0]).toMatchObject({ books: usd(98_750), difference: usd(500) });
  });

  it('name a transfer that no payout made, and one that was taken back', async () => {
    const [payout] = (await affiliate.client.get('/payouts')).data;
    const stray = await stripe.transfers.create({ amount: 700, currency: 'usd', destination: account, transfer_group: 'payout_by_hand' });
    await stripe.transfers.createReversal(payout.transfer_id, { amount: 250 });

    const { differences } = await compare();

    expect(differences).toHaveLength(2);
    expect(differences).toEqual(expect.arrayContaining([
      { kind: 'unknown_transfer', transfer_id: stray.id, payout_id: null, transferred: usd(700), taken_back: usd(0), paid_out: null },
      { kind: 'taken_back', transfer_id: payout.transfer_id, payout_id: payout.id, transferred: usd(1_250), taken_back: usd(250), paid_out: usd(1_250) },
    ]));
  });

  it('say so when Stripe does not answer, and are for staff', async () => {
    network.stripe.control.addFault({ kind: '500_before', method: 'GET', path: '/v1/transfers' });
    expect(await network.finance.call('GET', '/reconciliation')).toMatchObject({ status: 503, body: { code: 'stripe.unreachable' } });
    expect((await affiliate.client.call('GET', '/reconciliation')).status).toBe(403);
    expect((await network.finance.call('GET', '/reconciliation', undefined, { query: { days: 0 } })).status).toBe(400);
  });
});
