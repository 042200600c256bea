import { FairleadConfig } from '@fairlead/platform';
import Redis from 'ioredis';
import { type RunningWorker, startWorker } from '../../apps/worker/src/start-worker';
import { eventually } from '../support/eventually';
import { NetworkInProcess } from '../support/network-in-process';
import { expectSoundBooks } from '../support/sound-books';
import { testRedisUrl } from '../support/test-redis';

const PURCHASES = 60;

describe('FLUSHALL while the worker works', () => {
  let network: NetworkInProcess;
  let worker: RunningWorker;
  let redis: Redis;

  beforeAll(async () => {
    network = await NetworkInProcess.start();
    redis = new Redis(testRedisUrl());
    worker = await startWorker(
      new FairleadConfig({
        DATABASE_APP_URL: network.database.appUrl, REDIS_URL: testRedisUrl(), JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_scenario',
        STRIPE_API_URL: network.stripe.url, STRIPE_WEBHOOK_SECRET: 'whsec_scenario',
      }),
      { clock: network.clock, logger: false },
    );
  });

  afterAll(async () => {
    await worker.stop();
    await redis.quit();
    await network.close();
  });

  it('loses nothing: every purchase becomes one payable commission', async () => {
    const [advertiser, affiliate, finance] = [await network.person('advertiser'), await network.person('affiliate'), await network.person('finance')];
    await network.fund(finance, advertiser, 10_000_000n);
    const { token } = await network.credentials(advertiser);
    const code = await network.link(affiliate, await network.offer(advertiser));

    for (let index = 0; index < PURCHASES; index += 1) {
      await network.purchase(advertiser, token, await network.click(code), `F-${index}`, '80.00');
      if (index % 4 === 0) await redis.flushall();
      network.clock.advance(1_000); // schedules and retries are due by this clock
    }

    await eventually(async () => {
      network.clock.advance(1_000);
      const [row] = await network.sql<{ payable: number }>(`SELECT count(*)::int AS payable FROM commission WHERE status = 'payable'`);
      return row?.payable === PURCHASES;
    }, { timeoutMs: 45_000, everyMs: 200 });
    expect(await network.sql(`SELECT state, count(*)::int FROM inbox_event GROUP BY state`)).toEqual([{ state: 'done', count: PURCHASES }]);
    await expectSoundBooks(network);
  });
});
