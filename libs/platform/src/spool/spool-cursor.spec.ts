import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { eventually } from '../../../../test/support/eventually';
import { append, type Fault, faultyDisk, makeSpoolRoot, segmentsIn } from '../../../../test/support/spool-folder';
import { SpoolCursor } from './spool-cursor';
import { type FoundSpool, scanSpools } from './spool-scan';
import { type SpoolOptions, SpoolWriter } from './spool-writer';

const LIMITS = { maxRecords: 20, maxBytes: 1_000 };

describe('going through a spool', () => {
  let place: ReturnType<typeof makeSpoolRoot>;

  beforeAll(() => Logger.overrideLogger(false)); // planned failures
  beforeEach(() => { place = makeSpoolRoot(); });
  afterEach(() => place.remove());

  const openWriter = (options: Partial<SpoolOptions> = {}, directory = place.directory): Promise<SpoolWriter> =>
    SpoolWriter.open({ directory, stream: 'clicks', maxBacklogBytes: 1e9, sync: 'fdatasync', segmentBytes: 600, ...options });
  const find = async (root = place.root): Promise<FoundSpool> => (await scanSpools(root)).spools[0]!;
  const cursorOf = (spool: FoundSpool, root = place.root): SpoolCursor => new SpoolCursor({ root, ...LIMITS, onDamage: () => { throw new Error('damaged'); } }, spool, null);
  const takeAll = async (cursor: SpoolCursor, into: string[]): Promise<void> => {
    for (let batch = await cursor.next(); batch !== null; batch = await cursor.next()) {
      into.push(...batch.records.map((record) => record.toString()));
      cursor.confirm(batch);
    }
  };

  it('gives a batch again until it is confirmed', async () => {
    const writer = await openWriter();
    await append(writer, 'one');
    const cursor = cursorOf(await find());
    const first = await cursor.next();
    const again = await cursor.next();
    expect(again).toEqual(first);
    expect(first!.begin).toEqual({ segment: 1, position: 64 });

    cursor.confirm(first!);

    expect(await cursor.next()).toBeNull();
    await writer.close();
    await cursor.closeReader();
  });

  it('removes a segment when all of it is confirmed and more cannot come', async () => {
    const writer = await openWriter();
    for (let index = 0; index < 60; index += 1) await append(writer, `record ${index}`);
    await writer.close();
    const cursor = cursorOf(await find());
    const texts: string[] = [];
    const [first] = segmentsIn(place.directory);
    expect(segmentsIn(place.directory).length).toBeGreaterThan(1);
    await cursor.next();
    expect(segmentsIn(place.directory)).toContain(first);

    await takeAll(cursor, texts);

    expect(texts).toEqual(Array.from({ length: 60 }, (_, index) => `record ${index}`));
    expect(segmentsIn(place.directory)).toEqual([]);
    expect(await cursor.isDone()).toBe(true);
    await cursor.clear();
    expect(existsSync(place.directory)).toBe(false);
  });

  it('leaves the folder to a writer that still uses it', async () => {
    const [ended, living] = [await openWriter(), await openWriter()];
    await append(ended, 'one');
    await ended.close();
    const cursor = cursorOf(await find());
    await takeAll(cursor, []);
    expect(await cursor.isDone()).toBe(true);
    await cursor.clear();

    await append(living, 'two');

    expect(readdirSync(place.directory).map((name) => name.split('.').at(-1)).sort()).toEqual(['owner', 'spool']);
    await living.close();
  });

  it('waits at the end of a segment whose writer lives, and of one that was made ready and not yet used', async () => {
    const writer = await openWriter({ segmentBytes: 100 });
    await append(writer, 'x'.repeat(100));
    await eventually(() => segmentsIn(place.directory).length === 2);
    const cursor = cursorOf(await find());
    const texts: string[] = [];
    await takeAll(cursor, texts);
    expect(segmentsIn(place.directory)).toHaveLength(2);

    await append(writer, 'more');
    cursor.refresh(await find());
    await takeAll(cursor, texts);

    expect(texts).toEqual(['x'.repeat(100), 'more']);
    await writer.close();
    await cursor.closeReader();
  });

  it('goes on with the next segment when another drain removes one under its eyes', async () => {
    const writer = await openWriter();
    for (let index = 0; index < 40; index += 1) await append(writer, `record ${index}`);
    await writer.close();
    const spool = await find();
    const [first, second] = [cursorOf(spool), cursorOf(spool)];
    await takeAll(first, []);
    const texts: string[] = [];
    await takeAll(second, texts);
    expect(texts).toEqual([]);
    expect(await second.isDone()).toBe(true);
    await first.clear();
    await second.clear();
  });

  it('removes what was loaded before a crash kept it from doing so', async () => {
    const writer = await openWriter();
    for (let index = 0; index < 40; index += 1) await append(writer, `record ${index}`);
    await writer.close();
    const spool = await find();
    const standsAt = 3; // not the last: that may be one that was prepared and has nothing in it
    const later = segmentsIn(place.directory).slice(standsAt - 1);
    const cursor = new SpoolCursor({ root: place.root, ...LIMITS, onDamage: () => undefined }, spool, { segment: standsAt, position: 64 });

    expect((await cursor.next())?.from.segment).toBe(standsAt);

    expect(later.length).toBeGreaterThan(0);
    expect(segmentsIn(place.directory)).toEqual(later);
    await cursor.closeReader();
  });

  it('goes through a spool without any trace of its owner as through a closed one', async () => {
    const writer = await openWriter();
    await append(writer, 'one');
    await writer.close();
    for (const name of readdirSync(place.directory)) if (name.endsWith('.closed')) rmSync(join(place.directory, name));
    const moved = join(place.root, 'tracker', 'elsewhere');
    renameSync(place.directory, moved);
    const cursor = cursorOf(await find());
    const texts: string[] = [];
    await takeAll(cursor, texts);
    expect(texts).toEqual(['one']);
    expect(await cursor.isDone()).toBe(true);
    await cursor.clear();
    expect(existsSync(moved)).toBe(false);
  });

  it('sees all that is acknowledged, in order and once, while it is being written and whatever the disk does', async () => {
    const faults = fc.constantFrom<Fault>('none', 'none', 'none', 'none', 'short', 'full', 'broken', 'unsafe', 'stuck');
    await fc.assert(fc.asyncProperty(fc.array(faults, { maxLength: 60 }), fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 }), async (plan, rounds) => {
      const own = makeSpoolRoot();
      const queue: Fault[] = [];
      const writer = await openWriter({ files: faultyDisk(() => queue.shift() ?? 'none') }, own.directory);
      queue.push(...plan);
      const cursor = cursorOf(await find(own.root), own.root);
      const [kept, seen]: [string[], string[]] = [[], []];
      let writing = true;
      const follow = (async () => {
        while (writing) {
          cursor.refresh(await find(own.root));
          await takeAll(cursor, seen);
        }
      })();
      for (const [round, size] of rounds.entries()) {
        const batch = Array.from({ length: size }, (_, index) => `${round}/${index}`);
        await Promise.allSettled(batch.map((text) => append(writer, text).then(() => kept.push(text))));
      }
      await writer.close();
      writing = false;
      await follow;
      cursor.refresh(await find(own.root));
      await takeAll(cursor, seen);

      expect(new Set(seen).size).toBe(seen.length);
      const acknowledged = new Set(kept);
      expect(seen.filter((text) => acknowledged.has(text))).toEqual(kept);
      // Only a group that was written whole and not made safe may be seen though it was refused.
      if (!plan.includes('unsafe')) expect(seen).toEqual(kept);
      expect(await cursor.isDone()).toBe(true);
      own.remove();
    }), { numRuns: 60 });
  });
});
