import type { Uuid } from '@fairlead/kernel';
import { NetworkInProcess, type Person } from '../support/network-in-process';
import { expectSoundBooks } from '../support/sound-books';

describe('from a purchase to a payout', () => {
  let network: NetworkInProcess;
  let advertiser: Person;
  let affiliate: Person;
  let preparer: Person;
  let approver: Person;
  let token: string;

  beforeEach(async () => {
    network = await NetworkInProcess.start();
    [advertiser, affiliate, preparer, approver] = await Promise.all([network.person('advertiser'), network.person('affiliate'), network.person('finance'), network.person('finance')]);
    ({ token } = await network.credentials(advertiser));
    await network.fund(preparer, advertiser, 100_000n);
  });

  afterEach(() => network.close());

  const account = {
    funds: () => network.balance(`advertiser:${advertiser.organizationId}:funds:USD`),
    reserved: () => network.balance(`advertiser:${advertiser.organizationId}:reserved:USD`),
    pending: () => network.balance(`affiliate:${affiliate.organizationId}:pending:USD`),
    payable: () => network.balance(`affiliate:${affiliate.organizationId}:payable:USD`),
    inTransit: () => network.balance(`affiliate:${affiliate.organizationId}:in_transit:USD`),
    margin: () => network.balance('network:margin:USD'),
  };

  async function buy(offerId: Uuid, orderId: string, amount: string): Promise<Uuid> {
    return network.purchase(advertiser, token, await network.click(await network.link(affiliate, offerId)), orderId, amount);
  }

  async function commission(conversionId: Uuid): Promise<{ status: string; amount: number; reversed: number; carried: number }> {
    const [row] = await network.sql<{ status: string; amount: number; reversed: number; carried: number }>(
      `SELECT status, amount_minor::int AS amount, reversed_minor::int AS reversed, carried_minor::int AS carried FROM commission WHERE conversion_id = $1`, [conversionId],
    );
    if (!row) throw new Error('no commission');
    return row;
  }

  it('moves every cent through reserve, hold, payable and transit to the affiliate', async () => {
    const offerId = await network.offer(advertiser, { approval: 'manual', holdDays: 14 });
    const conversionId = await buy(offerId, 'A-1', '80.00');
    await network.settle();
    expect([await account.funds(), await account.reserved()]).toEqual([100_000 - 960, 960]);

    await network.approve(advertiser, conversionId);
    await network.settle();
    expect([await account.reserved(), await account.pending(), await account.margin()]).toEqual([0, 800, 160]);
    expect((await commission(conversionId)).status).toBe('approved');

    network.days(13);
    await network.settle();
    expect((await commission(conversionId)).status).toBe('approved');
    network.days(1);
    await network.settle();
    expect([await account.pending(), await account.payable()]).toEqual([0, 800]);

    const stripeAccountId = await network.connectStripe(affiliate);
    const batch = await network.approvedBatch(preparer, approver);
    expect([batch.totalMinor, batch.payoutCount, batch.status]).toEqual([800n, 1, 'approved']);
    expect((await network.release(approver, batch)).status).toBe('settled');
    expect([await account.payable(), await account.inTransit()]).toEqual([0, 0]);
    expect((await commission(conversionId)).status).toBe('paid');
    expect(network.stripe.control.transfers()).toEqual([expect.objectContaining({ amount: 800, currency: 'usd', destination: stripeAccountId })]);
    await expectSoundBooks(network);
  });

  it('gives back what was reserved for a rejected conversion', async () => {
    const conversionId = await buy(await network.offer(advertiser, { approval: 'manual' }), 'A-2', '80.00');
    await network.settle();
    await network.reject(advertiser, conversionId);
    await network.settle();

    expect([await account.funds(), await account.reserved(), (await commission(conversionId)).status]).toEqual([100_000, 0, 'void']);
    await expectSoundBooks(network);
  });

  it('takes a refund before the payout out of it, in proportion', async () => {
    const conversionId = await buy(await network.offer(advertiser), 'A-3', '80.00');
    await network.settle();
    await network.refund(advertiser, conversionId, 1_999n);
    await network.settle();
    expect(await account.payable()).toBe(800 - 200);

    await network.connectStripe(affiliate);
    const batch = await network.approvedBatch(preparer, approver);

    expect(batch.totalMinor).toBe(600n);
    expect((await network.release(approver, batch)).status).toBe('settled');
    expect(await account.payable()).toBe(0);
    await expectSoundBooks(network);
  });

  it('carries a refund during the payout to the next one', async () => {
    const offerId = await network.offer(advertiser);
    const conversionId = await buy(offerId, 'A-4', '80.00');
    await network.settle();
    await network.connectStripe(affiliate);
    const batch = await network.approvedBatch(preparer, approver);
    await network.refund(advertiser, conversionId, 4_000n);
    await network.settle();

    expect((await network.release(approver, batch)).status).toBe('settled');
    expect(await account.payable()).toBe(-400);
    await buy(offerId, 'A-5', '100.00');
    await network.settle();
    const next = await network.approvedBatch(preparer, approver);
    expect(next.totalMinor).toBe(600n);
    await network.release(approver, next);
    expect(await account.payable()).toBe(0);
    await expectSoundBooks(network);
  });

  it('carries a refund after the payout forward and pays nobody below zero', async () => {
    const offerId = await network.offer(advertiser);
    const conversionId = await buy(offerId, 'A-6', '80.00');
    await network.settle();
    await network.connectStripe(affiliate);
    await network.release(approver, await network.approvedBatch(preparer, approver));
    await network.refund(advertiser, conversionId, null);
    await network.settle();
    expect([await account.payable(), (await commission(conversionId)).status]).toEqual([-800, 'reversed']);

    await buy(offerId, 'A-7', '50.00');
    await network.settle();
    await expect(network.approvedBatch(preparer, approver)).rejects.toMatchObject({ code: 'batch.nothing_payable' });
    await buy(offerId, 'A-8', '30.00');
    await network.settle();
    await expect(network.approvedBatch(preparer, approver)).rejects.toMatchObject({ code: 'batch.nothing_payable' });
    await buy(offerId, 'A-9', '0.10');
    await network.settle();
    const batch = await network.approvedBatch(preparer, approver);
    expect(batch.totalMinor).toBe(1n);
    await expectSoundBooks(network);
  });

  it('deducts a carried refund once, also when the first payout is cancelled', async () => {
    const offerId = await network.offer(advertiser);
    const conversionId = await buy(offerId, 'A-10', '80.00');
    await network.settle();
    await network.connectStripe(affiliate);
    const batch = await network.approvedBatch(preparer, approver);
    await network.refund(advertiser, conversionId, 4_000n);
    await network.settle();
    await network.cancel(preparer, batch);

    const next = await network.approvedBatch(preparer, approver);

    expect(next.totalMinor).toBe(400n);
    await network.release(approver, next);
    expect(await account.payable()).toBe(0);
    await expectSoundBooks(network);
  });

  it('pays what remains when the rest is refunded after a cancelled payout', async () => {
    const offerId = await network.offer(advertiser);
    const conversionId = await buy(offerId, 'A-15', '80.00');
    await network.settle();
    await network.connectStripe(affiliate);
    const batch = await network.approvedBatch(preparer, approver);
    await network.refund(advertiser, conversionId, 4_000n);
    await network.settle();
    await network.cancel(preparer, batch);
    await network.refund(advertiser, conversionId, null);
    await buy(offerId, 'A-16', '80.00');
    await network.settle();
    expect(await account.payable()).toBe(800);

    const next = await network.approvedBatch(preparer, approver);

    expect(next.totalMinor).toBe(800n);
    await network.release(approver, next);
    expect([await account.payable(), (await commission(conversionId)).status]).toEqual([0, 'reversed']);
    await expectSoundBooks(network);
  });

  it('computes under the terms at the click, whatever they are at the purchase', async () => {
    const offerId = await network.offer(advertiser, { commission: { type: 'percent', rateBps: 1_000 } });
    const clickId = await network.click(await network.link(affiliate, offerId));
    network.days(1);
    await network.changeTerms(advertiser, offerId, { commission: { type: 'percent', rateBps: 100 } });
    const conversionId = await network.purchase(advertiser, token, clickId, 'A-11', '80.00');
    await network.settle();

    expect((await commission(conversionId)).amount).toBe(800);
    await expectSoundBooks(network);
  });

  it('waits for funds, oldest first, and says so', async () => {
    const offerId = await network.offer(advertiser, { commission: { type: 'percent', rateBps: 5_000 } });
    const first = await buy(offerId, 'A-12', '1000.00');
    await network.settle();
    const second = await buy(offerId, 'A-13', '1000.00');
    await network.settle();
    expect([(await commission(first)).status, (await commission(second)).status]).toEqual(['payable', 'approved']);
    expect(await network.sql(`SELECT blocked_reason FROM commission WHERE conversion_id = $1`, [second])).toEqual([{ blocked_reason: 'awaiting_funds' }]);

    await network.fund(preparer, advertiser, 20_000n);
    await network.settle();

    expect((await commission(second)).status).toBe('payable');
    await expectSoundBooks(network);
  });

  it('keeps yen whole', async () => {
    await network.fund(preparer, advertiser, 100_000n, 'JPY');
    const offerId = await network.offer(advertiser, { currency: 'JPY', commission: { type: 'percent', rateBps: 750 } });
    const clickId = await network.click(await network.link(affiliate, offerId));
    const conversionId = await network.purchase(advertiser, token, clickId, 'A-14', '1980', 'JPY');
    await network.settle();

    expect((await commission(conversionId)).amount).toBe(148); // 148.5, a tie to even
    await network.connectStripe(affiliate);
    const batch = await network.approvedBatch(preparer, approver, 'JPY');
    await network.release(approver, batch);
    expect(network.stripe.control.transfers()).toEqual([expect.objectContaining({ amount: 148, currency: 'jpy' })]);
    await expectSoundBooks(network);
  });
});
