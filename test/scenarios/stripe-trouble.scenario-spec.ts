import { encodeId, HOUR_MS, MINUTE_MS, type Uuid } from '@fairlead/kernel';
import type { BatchView } from '@fairlead/payouts/contracts';
import { ProcessStripeEvents, ReceiveStripeEvent, StripeGateway } from '@fairlead/payouts';
import Stripe from 'stripe';
import type { FaultKind } from '../../apps/stripe-stand-in/src/index';
import { NetworkInProcess, type Person } from '../support/network-in-process';
import { expectSoundBooks } from '../support/sound-books';

describe('when Stripe is in trouble', () => {
  let network: NetworkInProcess;
  let advertiser: Person;
  let affiliate: Person;
  let preparer: Person;
  let approver: Person;
  let stripeAccountId: string;
  let batch: BatchView;

  beforeEach(async () => {
    network = await NetworkInProcess.start();
    [advertiser, affiliate, preparer, approver] = await Promise.all([network.person('advertiser'), network.person('affiliate'), network.person('finance'), network.person('finance')]);
    await network.fund(preparer, advertiser, 100_000n);
    const { token } = await network.credentials(advertiser);
    const offerId = await network.offer(advertiser);
    await network.purchase(advertiser, token, await network.click(await network.link(affiliate, offerId)), 'A-1', '80.00');
    await network.settle();
    stripeAccountId = await network.connectStripe(affiliate);
    batch = await network.approvedBatch(preparer, approver);
  });

  afterEach(() => network.close());

  async function payout(): Promise<{ id: Uuid; status: string; transfer_id: string | null; failure_code: string | null }> {
    const [row] = await network.sql<{ id: Uuid; status: string; transfer_id: string | null; failure_code: string | null }>(`SELECT id, status, transfer_id, failure_code FROM payout`);
    if (!row) throw new Error('no payout');
    return row;
  }

  const attempts = (): Promise<{ attempt_no: number; status: string; tries: number }[]> => network.sql(`SELECT attempt_no, status, tries FROM payout_attempt ORDER BY attempt_no`);
  const batchStatus = async (): Promise<string | undefined> => (await network.sql<{ status: string }>(`SELECT status FROM payout_batch`))[0]?.status;

  it.each<[FaultKind, number]>([['timeout_after', 1], ['500_after', 1], ['reset_after', 2], ['truncate_body', 1]])('pays once when the answer is lost after the effect: %s', async (kind, times) => {
    network.stripe.control.addFault({ kind, method: 'POST', path: '/v1/transfers', times });
    await network.release(approver, batch);
    expect((await payout()).status).toBe('unknown');
    expect(await network.balance(`affiliate:${affiliate.organizationId}:in_transit:USD`)).toBe(800);

    await network.send();
    expect((await payout()).status).toBe('unknown'); // leased: nobody else takes it up at once
    network.clock.advance(2 * MINUTE_MS);
    await network.send();

    expect(await payout()).toMatchObject({ status: 'transferred', transfer_id: network.stripe.control.transfers()[0]?.id });
    expect(network.stripe.control.transfers()).toHaveLength(1);
    expect(await attempts()).toEqual([{ attempt_no: 1, status: 'succeeded', tries: 2 }]);
    expect(await batchStatus()).toBe('settled');
    await expectSoundBooks(network);
  });

  it.each<FaultKind>(['timeout_before', '500_before', '429', 'lock_timeout'])('sends again under the same key when nothing ran: %s', async (kind) => {
    network.stripe.control.addFault({ kind, method: 'POST', path: '/v1/transfers' });
    await network.release(approver, batch);
    expect(network.stripe.control.transfers()).toHaveLength(0);

    network.clock.advance(2 * MINUTE_MS);
    await network.send();

    expect((await payout()).status).toBe('transferred');
    expect(network.stripe.control.transfers()).toHaveLength(1);
    expect(await attempts()).toEqual([{ attempt_no: 1, status: 'succeeded', tries: 2 }]);
    await expectSoundBooks(network);
  });

  it('finds a transfer by looking when its key is too old to use', async () => {
    network.stripe.control.addFault({ kind: 'timeout_after', method: 'POST', path: '/v1/transfers' });
    await network.release(approver, batch);
    network.clock.advance(25 * HOUR_MS);
    await network.stripe.control.advanceClock(25 * HOUR_MS);

    await network.send();

    expect((await payout()).status).toBe('transferred');
    expect(network.stripe.control.transfers()).toHaveLength(1);
    await expectSoundBooks(network);
  });

  it('counts an old attempt as never made only after two look-ups, and then needs a person', async () => {
    network.stripe.control.addFault({ kind: 'timeout_before', method: 'POST', path: '/v1/transfers' });
    await network.release(approver, batch);
    network.clock.advance(25 * HOUR_MS);
    await network.send();
    expect((await payout()).status).toBe('unknown');
    network.clock.advance(2 * MINUTE_MS);
    await network.send();

    expect(await payout()).toMatchObject({ status: 'failed', failure_code: 'transfer_not_found' });
    expect(await batchStatus()).toBe('partly_failed');
    expect(await network.balance(`affiliate:${affiliate.organizationId}:payable:USD`)).toBe(800);
    await network.retry(approver, batch);
    expect(network.stripe.control.transfers()).toHaveLength(1);
    expect(await attempts()).toEqual([{ attempt_no: 1, status: 'refused', tries: 3 }, { attempt_no: 2, status: 'succeeded', tries: 1 }]);
    await expectSoundBooks(network);
  });

  it('resolves a crash between the commit and the call', async () => {
    // What a worker killed at that point leaves behind: a committed attempt and no call.
    jest.spyOn(network.app.get(StripeGateway), 'createTransfer').mockRejectedValueOnce(new Error('killed here, by the test'));
    await network.release(approver, batch);
    expect([(await payout()).status, network.stripe.control.transfers().length]).toEqual(['sending', 0]);

    network.clock.advance(2 * MINUTE_MS);
    await network.send();

    expect((await payout()).status).toBe('transferred');
    expect(network.stripe.control.transfers()).toHaveLength(1);
    await expectSoundBooks(network);
  });

  it('parks a payout whose account was restricted since the approval, and pays after', async () => {
    network.stripe.control.scriptAccount(stripeAccountId, 'restrict', { reason: 'requirements.past_due' });
    await network.release(approver, batch);
    expect(await payout()).toMatchObject({ status: 'failed', failure_code: 'destination_not_active' });
    expect(await attempts()).toEqual([]);

    network.stripe.control.scriptAccount(stripeAccountId, 'enable');
    await network.retry(approver, batch);

    expect((await payout()).status).toBe('transferred');
    await expectSoundBooks(network);
  });

  it('sends one transfer when two workers take the payout up at once', async () => {
    network.stripe.control.addFault({ kind: 'slow', ms: 150, method: 'POST', path: '/v1/transfers' });
    await network.startRelease(approver, batch);

    await Promise.all([network.send(), network.send(), network.send()]);

    expect(network.stripe.control.transfers()).toHaveLength(1);
    expect((await payout()).status).toBe('transferred');
    await expectSoundBooks(network);
  });

  it('settles a batch of many payouts that are sent side by side', async () => {
    await network.cancel(preparer, batch);
    const { token } = await network.credentials(advertiser);
    const offerId = await network.offer(advertiser);
    for (let index = 0; index < 12; index += 1) {
      const other = await network.person('affiliate');
      await network.purchase(advertiser, token, await network.click(await network.link(other, offerId)), `M-${index}`, '80.00');
      await network.connectStripe(other);
    }
    await network.settle();

    const released = await network.release(approver, await network.approvedBatch(preparer, approver));

    expect([released.status, released.payoutCount, network.stripe.control.transfers().length]).toEqual(['settled', 13, 13]);
    expect(await attempts()).toEqual(Array.from({ length: 13 }, () => ({ attempt_no: 1, status: 'succeeded', tries: 1 })));
    await expectSoundBooks(network);
  });

  it('makes the commissions payable again when the transfer is taken back whole', async () => {
    await network.release(approver, batch);
    const { transfer_id: transferId } = await payout();
    const stripe = new Stripe('sk_test_scenario', { host: '127.0.0.1', port: network.stripe.port, protocol: 'http', maxNetworkRetries: 0 });
    await stripe.transfers.createReversal(transferId ?? '');
    const event = { id: 'evt_1', object: 'event', type: 'transfer.reversed', api_version: '2026-10-28.endive', data: { object: { id: transferId } } };
    const body = JSON.stringify(event);
    const signature = stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_scenario' });

    const receive = network.app.get(ReceiveStripeEvent);
    expect([await receive.run(Buffer.from(body), signature), await receive.run(Buffer.from(body), signature)]).toEqual([true, false]);
    await network.app.get(ProcessStripeEvents).run();

    expect((await payout()).status).toBe('returned');
    expect(await network.balance(`affiliate:${affiliate.organizationId}:payable:USD`)).toBe(800);
    const next = await network.approvedBatch(preparer, approver);
    expect(next.totalMinor).toBe(800n);
    await expectSoundBooks(network);
  });

  it('takes over a transfer that the database does not remember', async () => {
    // As after a restored backup: Stripe made the transfer, and no attempt is on record.
    const { id } = await payout();
    const stripe = new Stripe('sk_test_scenario', { host: '127.0.0.1', port: network.stripe.port, protocol: 'http', maxNetworkRetries: 0 });
    const earlier = await stripe.transfers.create({
      amount: 800, currency: 'usd', destination: stripeAccountId, transfer_group: `payout_${id}`, metadata: { payout_id: encodeId('payout', id) },
    });

    await network.release(approver, batch);

    expect(await payout()).toMatchObject({ status: 'transferred', transfer_id: earlier.id });
    expect(network.stripe.control.transfers()).toHaveLength(1);
    await expectSoundBooks(network);
  });

  it('refuses webhooks that are unsigned, changed or signed with another secret', async () => {
    const stripe = new Stripe('sk_test_scenario');
    const receive = network.app.get(ReceiveStripeEvent);
    const body = '{"id":"evt_2","object":"event","type":"account.updated"}';
    const signed = (secret: string): string => stripe.webhooks.generateTestHeaderString({ payload: body, secret });

    await expect(receive.run(Buffer.from(body), '')).rejects.toMatchObject({ code: 'stripe.signature_invalid' });
    await expect(receive.run(Buffer.from(`${body} `), signed('whsec_scenario'))).rejects.toMatchObject({ code: 'stripe.signature_invalid' });
    await expect(receive.run(Buffer.from(body), signed('whsec_other'))).rejects.toMatchObject({ code: 'stripe.signature_invalid' });
    expect(await network.sql(`SELECT id FROM stripe_event`)).toEqual([]);
  });
});
