import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { payableAccount, startBench, stopBenches } from '../test/support';
import type { Bench } from '../test/support';
import { WebhookReceiver } from '../test/webhook-receiver';

let folder: string;
let stateFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-stand-in-'));
  stateFile = join(folder, 'nested', 'state.jsonl');
});

afterEach(async () => {
  await stopBenches();
  rmSync(folder, { recursive: true, force: true });
});

async function restarted(bench: Bench): Promise<Bench> {
  await bench.standIn.stop();
  return startBench({ stateFile });
}

async function benchWithTransfer(): Promise<{ bench: Bench; destination: string; transfer: string }> {
  const bench = await startBench({ stateFile });
  const destination = await payableAccount(bench);
  bench.standIn.control.fund('usd', 5_000);
  const params = { amount: 1_200, currency: 'usd', destination, transfer_group: 'g1' };
  const transfer = await bench.stripe.transfers.create(params, { idempotencyKey: 'k1' });
  return { bench, destination, transfer: transfer.id };
}

describe('state file', () => {
  it('brings accounts, balances, transfers, keys, effects and clock back', async () => {
    const { bench, destination, transfer } = await benchWithTransfer();
    await bench.standIn.control.advanceClock(3_600_000);

    const again = await restarted(bench);
    const replayed = await again.stripe.transfers.create(
      { amount: 1_200, currency: 'usd', destination, transfer_group: 'g1' },
      { idempotencyKey: 'k1' },
    );
    const next = await again.stripe.transfers.create({ amount: 1, currency: 'usd', destination });

    expect(replayed.id).toBe(transfer);
    expect(next.id).not.toBe(transfer);
    expect((await again.stripe.accounts.retrieve(destination)).capabilities?.transfers).toBe('active');
    expect(again.standIn.control.availableBalance('usd')).toBe(3_799);
    expect(again.standIn.control.effects('transfer.created')).toHaveLength(2);
    expect(again.standIn.control.now().getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(again.standIn.control.violations()).toEqual([]);
  });

  it('is on disk before the answer: a copy taken after it has the transfer', async () => {
    const { bench, transfer } = await benchWithTransfer();
    const copy = join(folder, 'copy.jsonl');
    writeFileSync(copy, readFileSync(stateFile));

    const fromCopy = await startBench({ stateFile: copy });

    expect(fromCopy.standIn.control.transfers().map(({ id }) => id)).toEqual([transfer]);
    expect(bench.standIn.control.violations()).toEqual([]);
  });

  it('forgets a last line that was cut off in the middle, with its effect and its key', async () => {
    const { bench, destination } = await benchWithTransfer();
    const before = readFileSync(stateFile).length;
    await bench.stripe.transfers.create({ amount: 700, currency: 'usd', destination }, { idempotencyKey: 'k2' });
    await bench.standIn.stop();
    truncateSync(stateFile, before + 40);

    const again = await startBench({ stateFile });
    const retried = await again.stripe.transfers.create({ amount: 700, currency: 'usd', destination }, { idempotencyKey: 'k2' });

    expect(again.standIn.control.transfers().map(({ amount }) => amount)).toEqual([1_200, 700]);
    expect(retried.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(again.standIn.control.violations()).toEqual([]);
    expect((await restarted(again)).standIn.control.transfers()).toHaveLength(2);
  });

  it('refuses a file that is damaged before its end', async () => {
    const { bench } = await benchWithTransfer();
    await bench.standIn.stop();
    appendFileSync(stateFile, '{"half": \n[]\n');

    await expect(startBench({ stateFile })).rejects.toThrow('damaged');
  });

  it('delivers webhooks that were still due when it stopped', async () => {
    const receiver = await WebhookReceiver.start();
    receiver.status = 503;
    const bench = await startBench({ stateFile });
    bench.standIn.control.registerWebhook(receiver.url, { secret: 'whsec_fixed' });
    bench.standIn.control.fund('usd', 10);
    await bench.standIn.control.webhooks.settled();
    receiver.status = 200;
    receiver.received.splice(0);

    const again = await restarted(bench);
    again.standIn.control.registerWebhook(receiver.url, { secret: 'whsec_fixed' });
    await again.standIn.control.advanceClock(10_000);

    expect(receiver.types().sort()).toEqual(['topup.created', 'topup.succeeded']);
    expect(again.stripe.webhooks.constructEvent(receiver.received[0]?.body ?? '', receiver.received[0]?.signature ?? '', 'whsec_fixed')).toBeDefined();
    expect((await again.stripe.webhookEndpoints.list()).data).toHaveLength(1);
    await receiver.stop();
  });
});
