import type { Uuid } from '@fairlead/kernel';
import { WriteStatement } from '../../libs/payouts/src/application/write-statement.service';
import { NetworkInProcess, type Person } from '../support/network-in-process';
import { expectSoundBooks } from '../support/sound-books';

describe('adjustments of what an affiliate is owed', () => {
  let network: NetworkInProcess;
  let advertiser: Person;
  let affiliate: Person;
  let preparer: Person;
  let approver: Person;

  beforeEach(async () => {
    network = await NetworkInProcess.start();
    [advertiser, affiliate, preparer, approver] = await Promise.all([network.person('advertiser'), network.person('affiliate'), network.person('finance'), network.person('finance')]);
    await network.fund(preparer, advertiser, 100_000n);
    await network.connectStripe(affiliate);
  });

  afterEach(() => network.close());

  const payable = () => network.balance(`affiliate:${affiliate.organizationId}:payable:USD`);
  const adjust = (minor: bigint): Promise<Uuid> => network.adjust(preparer, approver, affiliate, minor);
  const lines = () => network.sql<{ kind: string; minor: number; live: boolean }>(
    `SELECT CASE WHEN adjustment_id IS NULL THEN 'commission' ELSE 'adjustment' END AS kind, amount_minor::int AS minor, live FROM payout_line ORDER BY live, id`,
  );

  /** A commission of 8.00 that is payable. */
  async function earn(order: string): Promise<void> {
    const { token } = await network.credentials(advertiser);
    await network.purchase(advertiser, token, await network.click(await network.link(affiliate, await network.offer(advertiser))), order, '80.00');
    await network.settle();
  }

  it('are paid out with what was earned, on the statement with their reason', async () => {
    await earn('A-1');
    await adjust(250n);
    await adjust(-50n);

    const batch = await network.release(preparer, await network.approvedBatch(preparer, approver));

    expect(batch).toMatchObject({ status: 'settled', totalMinor: 1_000n });
    expect(network.stripe.control.transfers()).toEqual([expect.objectContaining({ amount: 1_000 })]);
    expect(await payable()).toBe(0);
    const [payout] = await network.sql<{ id: Uuid }>('SELECT id FROM payout');
    const csv = await network.app.get(WriteStatement).csv(affiliate.context, payout?.id ?? '');
    expect(csv).toMatch(/,\d,adjustment,,,,,,,2\.50,USD,tr_\w+,adj_\w+,a correction\r\n/);
    expect(csv).toMatch(/,total,.*,10\.00,USD/);
    await expectSoundBooks(network);
  });

  it('pay who has earned nothing, and are carried by who would be paid less than nothing', async () => {
    await adjust(300n);
    await network.release(preparer, await network.approvedBatch(preparer, approver));
    await adjust(-900n);
    await earn('A-2');

    await expect(network.approvedBatch(preparer, approver)).rejects.toMatchObject({ code: 'batch.nothing_payable', details: { excluded: [{ reason: 'balance_not_positive', amount: -100 }] } });
    expect(await payable()).toBe(-100);
    await earn('A-3');
    await network.release(preparer, await network.approvedBatch(preparer, approver));
    expect(await payable()).toBe(0);
    expect(network.stripe.control.transfers().map((transfer) => transfer.amount).sort()).toEqual([300, 700]);
    await expectSoundBooks(network);
  });

  it('are free again after a batch was cancelled, and never in two', async () => {
    await adjust(300n);
    const first = await network.approvedBatch(preparer, approver);
    await expect(network.approvedBatch(preparer, approver)).rejects.toMatchObject({ code: 'batch.nothing_payable' });
    await network.cancel(preparer, first);
    await network.release(preparer, await network.approvedBatch(preparer, approver));

    expect(await lines()).toEqual([{ kind: 'adjustment', minor: 300, live: false }, { kind: 'adjustment', minor: 300, live: true }]);
    await expectSoundBooks(network);
  });

  it('go to one of two batches that are drafted at once', async () => {
    await adjust(300n);
    const drafted = await Promise.allSettled([network.approvedBatch(preparer, approver), network.approvedBatch(preparer, approver)]);

    expect(drafted.map((draft) => draft.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(drafted.find((draft) => draft.status === 'rejected')).toMatchObject({ reason: { code: 'batch.nothing_payable' } });
    expect(await lines()).toHaveLength(1);
  });
});
