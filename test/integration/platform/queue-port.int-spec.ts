import { randomUUID } from 'node:crypto';
import Bull from 'bull';
import Redis from 'ioredis';
import { BullQueue, InProcessQueue, type QueuePort } from '@fairlead/platform';
import { eventually } from '../../support/eventually';
import { testRedisUrl } from '../../support/test-redis';

/** A prefix of its own for every queue: one that is closing may still take a job of its name. */
const bull = (): QueuePort => {
  const prefix = `contract-${randomUUID()}`;
  return new BullQueue(new Map(['work', 'other'].map((name) => [name, new Bull(name, testRedisUrl(), { prefix })])));
};

describe.each<[string, () => QueuePort]>([['in-process', () => new InProcessQueue()], ['bull', bull]])('the queue port on %s', (adapter, create) => {
  let queue: QueuePort;

  beforeEach(() => { queue = create(); });
  afterEach(() => queue.close());

  it('says which adapter it is', () => expect(queue.adapter).toBe(adapter));

  it('hands every job to the handler of its queue', async () => {
    const seen: string[] = [];
    await queue.process('work', 2, async (jobId) => { seen.push(jobId); });
    await queue.process('other', 1, async (jobId) => { seen.push(`other ${jobId}`); });

    for (const jobId of ['a', 'b', 'c']) await queue.add('work', jobId);
    await queue.add('other', 'd');

    await eventually(() => { expect([...seen].sort()).toEqual(['a', 'b', 'c', 'other d']); return true; });
  });

  it('keeps jobs that were added before anybody handles them', async () => {
    const seen: string[] = [];
    await queue.add('work', 'early');

    await queue.process('work', 1, async (jobId) => { seen.push(jobId); });

    await eventually(() => { expect(seen).toEqual(['early']); return true; });
  });

  it('goes on after a handler that fails', async () => {
    const seen: string[] = [];
    await queue.process('work', 1, async (jobId) => {
      if (jobId === 'bad') throw new Error('planned');
      seen.push(jobId);
    });

    await queue.add('work', 'bad');
    await queue.add('work', 'good');

    await eventually(() => { expect(seen).toEqual(['good']); return true; });
  });

  it('runs at most as many jobs at once as asked', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    await queue.process('work', 2, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      done += 1;
    });

    for (let index = 0; index < 10; index += 1) await queue.add('work', String(index));

    await eventually(() => { expect(done).toBe(10); return true; });
    expect(most).toBeLessThanOrEqual(2);
  });

  it('waits for the running job when it closes', async () => {
    let finished = false;
    let started = false;
    await queue.process('work', 1, async () => {
      started = true;
      await eventually(() => closing);
      finished = true;
    });
    let closing = false;
    await queue.add('work', 'slow');
    await eventually(() => started);

    const closed = queue.close();
    closing = true;
    await closed;

    expect(finished).toBe(true);
  });
});

describe('bull', () => {
  it('goes on with new jobs after its Redis was emptied', async () => {
    const queue = bull();
    const redis = new Redis(testRedisUrl());
    const seen: string[] = [];
    await queue.process('work', 1, async (jobId) => { seen.push(jobId); });

    await redis.flushdb();
    await queue.add('work', 'after');

    await eventually(() => { expect(seen).toEqual(['after']); return true; });
    await redis.quit();
    await queue.close();
  });
});
