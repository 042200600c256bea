import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { eventually } from '../../../../test/support/eventually';
import { append, type Fault, faultyDisk, makeSpoolRoot, readFolder, readTexts, segmentsIn } from '../../../../test/support/spool-folder';
import { DISK, type SpoolFiles } from './spool-files';
import { parseSegmentFile } from './spool-names';
import { SpoolUnavailable } from './spool-unavailable';
import { type SpoolOptions, SpoolWriter } from './spool-writer';

const texts = (count: number, label = 'record'): string[] => Array.from({ length: count }, (_, index) => `${label} ${index}`);

describe('the writer of a spool', () => {
  let place: ReturnType<typeof makeSpoolRoot>;
  const writers: SpoolWriter[] = [];

  beforeAll(() => Logger.overrideLogger(false)); // planned failures
  beforeEach(() => { place = makeSpoolRoot(); });
  afterEach(async () => {
    await Promise.all(writers.splice(0).map((writer) => writer.close()));
    place.remove();
  });

  const openWriter = async (options: Partial<SpoolOptions> = {}): Promise<SpoolWriter> => {
    const writer = await SpoolWriter.open({ directory: place.directory, stream: 'clicks', maxBacklogBytes: 1e9, sync: 'fdatasync', ...options });
    writers.push(writer);
    return writer;
  };
  const failing = (initial: Fault): { set: (fault: Fault) => void; files: SpoolFiles } => {
    let fault: Fault = initial;
    return { set: (next) => { fault = next; }, files: faultyDisk(() => fault) };
  };

  it('acknowledges in order what can then be read', async () => {
    const writer = await openWriter();
    const told: string[] = [];
    await Promise.all(texts(500).map((text) => append(writer, text).then(() => told.push(text))));

    expect(told).toEqual(texts(500));
    expect(await readFolder(place.directory)).toEqual(texts(500));
    expect(writer.stats()).toMatchObject({ records: 500, pendingRecords: 0, refused: 0, failedGroups: 0 });
  });

  it('groups what arrives while the disk works, and needs no timer', async () => {
    const writer = await openWriter();
    await Promise.all(texts(1_000).map((text) => append(writer, text)));
    expect(writer.stats().groups).toBeLessThanOrEqual(2);
    await append(writer, 'alone');
    expect(writer.stats().records).toBe(1_001);
  });

  it('does not acknowledge before the group is safe', async () => {
    let held: (() => void) | null = null;
    let hold = false;
    const write: typeof DISK.write = (fd, bytes, start, length, position, done) => {
      if (hold) held = () => DISK.write(fd, bytes, start, length, position, done);
      else DISK.write(fd, bytes, start, length, position, done);
    };
    const writer = await openWriter({ files: { ...DISK, write } });
    hold = true;
    const told = jest.fn();
    const waiting = append(writer, 'slow').then(told);
    await eventually(() => held !== null);
    expect(told).not.toHaveBeenCalled();

    hold = false;
    held!();
    await waiting;

    expect(await readFolder(place.directory)).toEqual(['slow']);
  });

  it('goes on in a new segment when one is full, without losing the order', async () => {
    const writer = await openWriter({ segmentBytes: 2_000 });
    for (let round = 0; round < 40; round += 1) await Promise.all(texts(10, `round ${round}`).map((text) => append(writer, text)));
    await writer.close();

    const segments = segmentsIn(place.directory);
    expect(segments.length).toBeGreaterThan(1);
    for (const name of segments) expect((await readTexts(join(place.directory, name))).end).toBe('sealed');
    expect(await readFolder(place.directory)).toEqual(Array.from({ length: 40 }, (_, round) => texts(10, `round ${round}`)).flat());
  });

  it('seals and gives up its spool when closed, after what waits was written', async () => {
    const writer = await openWriter();
    const waiting = Promise.all(texts(100).map((text) => append(writer, text)));
    await writer.close();
    await waiting;

    expect(readdirSync(place.directory).map((name) => name.split('.').at(-1)).sort()).toEqual(['closed', 'spool']);
    expect(await readFolder(place.directory)).toEqual(texts(100));
    await expect(append(writer, 'late')).rejects.toMatchObject({ name: 'SpoolUnavailable', refusal: 'closed' });
  });

  it('shares a folder with another writer', async () => {
    const [first, second] = [await openWriter(), await openWriter()];
    await Promise.all([append(first, 'first'), append(second, 'second')]);
    expect(await readFolder(place.directory)).toEqual(['first', 'second']);
  });

  describe('on a full disk', () => {
    it('refuses every record of the group, and takes records again by itself when there is room', async () => {
      const disk = failing('none');
      const writer = await openWriter({ files: disk.files });
      await append(writer, 'before');
      disk.set('full');
      const outcomes = await Promise.allSettled(texts(30).map((text) => append(writer, text)));
      expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason instanceof SpoolUnavailable && outcome.reason.refusal === 'disk')).toBe(true);
      expect(await readFolder(place.directory)).toEqual(['before']);

      disk.set('none');
      await append(writer, 'after');

      expect(await readFolder(place.directory)).toEqual(['before', 'after']);
      expect(segmentsIn(place.directory)).toHaveLength(1);
      expect(writer.stats()).toMatchObject({ records: 2, refused: 30 });
    });

    it('begins a new segment when the torn part cannot be cut off', async () => {
      const disk = failing('none');
      const writer = await openWriter({ files: disk.files });
      await append(writer, 'before');
      disk.set('stuck');
      await expect(append(writer, 'lost')).rejects.toThrow(SpoolUnavailable);
      disk.set('none');
      await append(writer, 'after');

      expect(await readFolder(place.directory)).toEqual(['before', 'after']);
      expect(segmentsIn(place.directory)).toHaveLength(2);
    });

    it('never gives the number of a segment that could not be begun to another', async () => {
      const disk = failing('none');
      const writer = await openWriter({ files: disk.files });
      for (const fault of ['stuck', 'full', 'broken'] as const) {
        disk.set(fault);
        await expect(append(writer, 'lost')).rejects.toThrow(SpoolUnavailable);
      }
      disk.set('none');
      await append(writer, 'after');

      expect(segmentsIn(place.directory).map((name) => parseSegmentFile(name)?.segment)).toEqual([1, 4]);
      expect(await readFolder(place.directory)).toEqual(['after']);
    });

    it('refuses while not even a new segment can be made', async () => {
      const disk = failing('none');
      const writer = await openWriter({ files: disk.files });
      disk.set('broken');
      await expect(append(writer, 'lost')).rejects.toThrow(SpoolUnavailable);
      disk.set('full');
      for (let round = 0; round < 5; round += 1) await expect(append(writer, 'lost too')).rejects.toThrow(SpoolUnavailable);
      disk.set('none');
      await append(writer, 'after');

      expect(await readFolder(place.directory)).toEqual(['after']);
    });
  });

  it('abandons a segment that could not be made safe', async () => {
    const disk = failing('none');
    const writer = await openWriter({ files: disk.files });
    await append(writer, 'before');
    disk.set('unsafe');
    await expect(append(writer, 'unsafe')).rejects.toMatchObject({ refusal: 'disk' });
    disk.set('none');
    await append(writer, 'after');

    expect(await readFolder(place.directory)).toEqual(['before', 'after']);
    expect(segmentsIn(place.directory)).toHaveLength(2);
  });

  it('finishes short writes', async () => {
    const writer = await openWriter({ files: failing('short').files });
    for (const text of texts(20)) await append(writer, text);
    expect(await readFolder(place.directory)).toEqual(texts(20));
  });

  it('refuses above the bound of what may wait, and keeps what it took', async () => {
    const writer = await openWriter({ maxGroupBytes: 4_096, maxRecordBytes: 256 });
    const outcomes = await Promise.allSettled(texts(400).map((text) => append(writer, text)));
    const kept = texts(400).filter((_, index) => outcomes[index]?.status === 'fulfilled');
    expect(kept.length).toBeLessThan(400);
    expect(kept.length).toBeGreaterThan(100);
    expect(await readFolder(place.directory)).toEqual(kept);
    await append(writer, 'room again');
  });

  it('refuses above the bound of what is not loaded, until something was', async () => {
    const writer = await openWriter({ segmentBytes: 1_000, maxBacklogBytes: 5_000 });
    const fill = async (): Promise<void> => {
      for (;;) await append(writer, 'x'.repeat(100)); // until it is refused
    };
    await expect(fill()).rejects.toMatchObject({ refusal: 'backlog' });
    expect(writer.stats().backlogBytes).toBeGreaterThan(5_000);

    for (const name of segmentsIn(place.directory).slice(0, -1)) rmSync(join(place.directory, name));

    await eventually(() => append(writer, 'again').then(() => true));
  });

  it('leaves the group alone when a record cannot be encoded', async () => {
    const writer = await openWriter({ maxRecordBytes: 100 });
    const never = jest.fn();
    const first = append(writer, 'first');
    expect(() => writer.append(() => { throw new TypeError('planned'); }, never)).toThrow('planned');
    expect(() => writer.append((target, offset) => offset + target.fill(1, offset, offset + 101).length, never)).toThrow(RangeError);
    expect(() => writer.append((_target, offset) => offset, never)).toThrow(RangeError);
    await first;
    await append(writer, 'second');

    expect(await readFolder(place.directory)).toEqual(['first', 'second']);
    expect(never).not.toHaveBeenCalled();
  });

  it('refuses a stream that cannot name a file', async () => {
    await expect(openWriter({ stream: '../clicks' })).rejects.toThrow('cannot name a stream');
  });

  it('keeps exactly what it acknowledged, in order, whatever the disk does', async () => {
    const faults = fc.constantFrom<Fault>('none', 'none', 'none', 'short', 'full', 'broken', 'unsafe', 'stuck');
    await fc.assert(fc.asyncProperty(fc.array(faults, { maxLength: 60 }), fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 20 }), async (plan, rounds) => {
      const own = makeSpoolRoot();
      const queue: Fault[] = [];
      const writer = await SpoolWriter.open({ directory: own.directory, stream: 'clicks', maxBacklogBytes: 1e9, sync: 'fdatasync', segmentBytes: 600, files: faultyDisk(() => queue.shift() ?? 'none') });
      queue.push(...plan);
      const kept: string[] = [];
      for (const [round, size] of rounds.entries()) {
        const batch = texts(size, `round ${round}`);
        await Promise.allSettled(batch.map((text) => append(writer, text).then(() => kept.push(text))));
        expect(await readFolder(own.directory)).toEqual(kept);
      }
      await writer.close();
      expect(await readFolder(own.directory)).toEqual(kept);
      own.remove();
    }), { numRuns: 60 });
  });
});
