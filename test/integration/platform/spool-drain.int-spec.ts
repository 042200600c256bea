import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DAY_MS, MovableClock, systemContext } from '@fairlead/kernel';
import {
  applicationDataSourceOptions, forgetFinishedSpools, retryRejectedRecords, SpoolDrain, type SpoolDrainOptions, type SpoolHandler, SpoolWriter, sqlState, type Tx, UnitOfWork,
} from '@fairlead/platform';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { eventually } from '../../support/eventually';
import { PostgresProxy } from '../../support/postgres-proxy';
import { append, makeSpoolRoot, segmentsIn } from '../../support/spool-folder';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

const NETWORK = systemContext('spool-spec');
const texts = (count: number, label = 'record'): string[] => Array.from({ length: count }, (_, index) => `${label} ${String(index).padStart(6, '0')}`);

/** Stores each record as a row; a record that is no text of ours is refused by the database. */
const HANDLER: SpoolHandler = {
  load: async (tx, records) => {
    await tx.copyIn('COPY spooled (record) FROM STDIN', records.map((record) => `${record.toString()}\n`).join(''));
  },
};

describe('draining a spool', () => {
  const clock = new MovableClock(new Date('2026-03-01T10:00:00.000Z'));
  let database: TestDatabase;
  let owner: Client;
  let proxy: PostgresProxy;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  let place: ReturnType<typeof makeSpoolRoot>;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    Logger.overrideLogger(false); // planned failures
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`CREATE TABLE spooled (id bigint GENERATED ALWAYS AS IDENTITY, record text NOT NULL CONSTRAINT ck_spooled CHECK (record NOT LIKE 'poison%'));
      GRANT SELECT, INSERT ON spooled TO fairlead_app`);
    proxy = await PostgresProxy.start(database.appUrl);
    dataSource = await new DataSource({ ...applicationDataSourceOptions(proxy.url), entities: [] }).initialize();
    unitOfWork = new UnitOfWork(dataSource, clock);
  });

  afterAll(async () => {
    await dataSource?.destroy();
    await proxy?.goAway();
    await owner?.end();
    await database?.drop();
  });

  beforeEach(() => { place = makeSpoolRoot(); });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    place.remove();
    await owner.query('TRUNCATE spooled, spool_position, spool_reject');
  });

  const openWriter = async (directory = place.directory, segmentBytes = 20_000): Promise<SpoolWriter> => {
    const writer = await SpoolWriter.open({ directory, stream: 'clicks', maxBacklogBytes: 1e9, sync: 'write', segmentBytes });
    closing.push(() => writer.close());
    return writer;
  };
  const startDrain = async (options: Partial<SpoolDrainOptions> = {}): Promise<SpoolDrain> => {
    const drain = new SpoolDrain({ root: place.root, unitOfWork, handlers: { clicks: HANDLER }, ...options });
    await drain.start();
    closing.push(() => drain.stop());
    return drain;
  };
  const write = (writer: SpoolWriter, records: readonly string[]): Promise<unknown> => Promise.all(records.map((record) => append(writer, record)));
  const stored = async (): Promise<string[]> => (await owner.query<{ record: string }>('SELECT record FROM spooled ORDER BY id')).rows.map((row) => row.record);
  const rowsOf = async <Row extends object>(sql: string): Promise<Row[]> => (await owner.query<Row>(sql)).rows;

  /** Kills every connection of the application, again and again at random moments, until told to stop. */
  const killConnections = (): (() => Promise<void>) => {
    let stopped = false;
    const killing = (async () => {
      while (!stopped) {
        await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'fairlead_app' AND datname = $1`, [database.name]);
        await delay(5 + Math.random() * 40);
      }
    })();
    return () => {
      stopped = true;
      return killing;
    };
  };

  it('loads everything once and in order, and clears away what is loaded', async () => {
    const writer = await openWriter();
    const drain = await startDrain();
    for (let round = 0; round < 20; round += 1) await write(writer, texts(200, `round ${String(round).padStart(2, '0')}`));
    await drain.drainAll();

    expect(await stored()).toEqual(Array.from({ length: 20 }, (_, round) => texts(200, `round ${String(round).padStart(2, '0')}`)).flat());
    expect(await drain.lag()).toEqual({ unloadedBytes: 0, oldestUnloadedMs: 0 });

    await writer.close();
    await eventually(() => !existsSync(place.directory));

    expect(readdirSync(join(place.root, 'tracker'))).toEqual([]);
    expect(drain.stats()['clicks']).toMatchObject({ records: 4_000, rejected: 0, damaged: 0, failures: 0 });
    expect(await rowsOf('SELECT stream, tracker, finished_at FROM spool_position')).toEqual([{ stream: 'clicks', tracker: 'tracker', finished_at: clock.now() }]);
  });

  it('forgets the place of a finished spool after a week', async () => {
    const writer = await openWriter();
    const drain = await startDrain();
    await write(writer, texts(3));
    await drain.drainAll();
    const other = await openWriter();
    await write(other, texts(3));
    await drain.drainAll();
    await writer.close();
    await eventually(async () => (await rowsOf('SELECT FROM spool_position WHERE finished_at IS NOT NULL')).length === 1);

    const forget = (): Promise<number> => unitOfWork.run(NETWORK, (tx) => forgetFinishedSpools(tx));
    clock.advance(7 * DAY_MS);
    expect(await forget()).toBe(0);
    clock.advance(1);
    expect(await forget()).toBe(1);

    expect(await rowsOf('SELECT FROM spool_position')).toHaveLength(1);
  });

  it('loads a record of a quiet stream within a moment', async () => {
    const writer = await openWriter();
    const drain = await startDrain();
    await write(writer, ['warm']);
    await drain.drainAll();
    const times: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const before = drain.stats()['clicks']!.records;
      const start = performance.now();
      await append(writer, `quiet ${round}`);
      await eventually(() => drain.stats()['clicks']!.records > before, { everyMs: 1 });
      times.push(performance.now() - start);
    }
    expect(times.sort((a, b) => a - b)[7]).toBeLessThan(100);
  });

  it('goes on after a restart where the database stands', async () => {
    const writer = await openWriter();
    const all = texts(3_000);
    for (let from = 0; from < all.length; from += 500) {
      const drain = await startDrain({ maxBatchRecords: 100 });
      await write(writer, all.slice(from, from + 500));
      await eventually(() => drain.stats()['clicks']!.records > 100);
      await drain.stop();
    }
    await (await startDrain()).drainAll();

    expect(await stored()).toEqual(all);
  });

  it('lets two drains work on the same spools', async () => {
    const writers = [await openWriter(), await openWriter(join(place.root, 'tracker', 'clicks-1')), await openWriter(join(place.root, 'other', 'clicks-0'))];
    const drains = [await startDrain({ maxBatchRecords: 50 }), await startDrain({ maxBatchRecords: 70 })];
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(writers.map((writer, index) => write(writer, texts(200, `writer ${index} round ${round}`))));
    }
    await Promise.all(drains.map((drain) => drain.drainAll()));

    const expected = writers.flatMap((_, index) => Array.from({ length: 10 }, (__, round) => texts(200, `writer ${index} round ${round}`)).flat());
    expect((await stored()).sort()).toEqual(expected.sort());
    const totals = drains.map((drain) => drain.stats()['clicks']!);
    expect(totals.reduce((sum, { records }) => sum + records, 0)).toBe(expected.length);
    expect(totals.map(({ rejected, damaged }) => [rejected, damaged])).toEqual([[0, 0], [0, 0]]);
  });

  describe('when the database fails', () => {
    it('loads once what was committed without an answer', async () => {
      const writer = await openWriter();
      const drain = await startDrain({ maxBatchRecords: 100 });
      await write(writer, texts(100, 'first'));
      await drain.drainAll();
      for (let round = 0; round < 5; round += 1) {
        proxy.loseAnswers = 1;
        await write(writer, texts(300, `round ${round}`));
        await drain.drainAll();
      }
      expect(await stored()).toEqual([...texts(100, 'first'), ...Array.from({ length: 5 }, (_, round) => texts(300, `round ${round}`)).flat()]);
      expect(drain.stats()['clicks']!.elsewhere).toBeGreaterThan(0);
    });

    it('loads once though its connections are killed all the time', async () => {
      const writer = await openWriter();
      const drain = await startDrain({ maxBatchRecords: 200 });
      const totals = (): { records: number; failures: number } => drain.stats()['clicks']!;
      const all: string[] = [];
      const stopKilling = killConnections();
      try {
        for (let round = 0; totals().failures < 6; round += 1) {
          const { failures } = totals();
          const records = texts(300, `round ${String(round).padStart(3, '0')}`);
          await write(writer, records);
          all.push(...records);
          await eventually(() => totals().records >= all.length || totals().failures > failures, { everyMs: 2, timeoutMs: 20_000 });
        }
      } finally {
        await stopKilling();
      }
      await drain.drainAll();

      expect(await stored()).toEqual(all);
      expect(await rowsOf('SELECT FROM spool_reject')).toEqual([]);
    });

    it('waits for a database that is away, without spinning, and loads all of it then', async () => {
      const writer = await openWriter();
      const drain = await startDrain();
      await write(writer, texts(10, 'before'));
      await drain.drainAll();
      await proxy.goAway();
      const startedAt = performance.now();
      await write(writer, texts(500, 'during'));
      await eventually(() => drain.stats()['clicks']!.failures >= 4);
      expect(performance.now() - startedAt).toBeGreaterThan(600); // 100 + 200 + 400 ms apart
      const lag = await drain.lag();
      expect(lag.unloadedBytes).toBeGreaterThan(500 * 17);
      expect(lag.oldestUnloadedMs).toBeGreaterThan(600);

      await proxy.comeBack();
      await drain.drainAll();

      expect(await stored()).toEqual([...texts(10, 'before'), ...texts(500, 'during')]);
    });

    it('keeps a batch that fails for another reason than its records', async () => {
      const writer = await openWriter();
      const drain = await startDrain();
      await owner.query('ALTER TABLE spooled RENAME TO spooled_away');
      await write(writer, texts(50));
      await eventually(() => drain.stats()['clicks']!.failures >= 2);
      await owner.query('ALTER TABLE spooled_away RENAME TO spooled');
      await drain.drainAll();

      expect(await stored()).toEqual(texts(50));
      expect(drain.stats()['clicks']).toMatchObject({ rejected: 0 });
    });
  });

  describe('with a record that can never be loaded', () => {
    it('keeps that record aside and loads all others', async () => {
      const writer = await openWriter();
      const records = texts(1_000);
      records[0] = 'poison first';
      records[500] = 'poison\\q'; // COPY reads \q as q
      records[999] = 'poison last';
      const drain = await startDrain({ maxBatchRecords: 600 });
      await write(writer, records);
      await drain.drainAll();

      expect(await stored()).toEqual(records.filter((record) => !record.startsWith('poison')));
      const rejects = await rowsOf<{ payload: Buffer; error: string; stream: string }>('SELECT payload, error, stream FROM spool_reject ORDER BY id, position');
      expect(rejects.map((reject) => reject.payload.toString()).sort()).toEqual(['poison first', 'poison last', 'poison\\q']);
      expect(rejects[0]).toMatchObject({ stream: 'clicks', error: expect.stringContaining('ck_spooled') });
      expect(drain.stats()['clicks']).toMatchObject({ records: 997, rejected: 3 });
    });

    it('does so when the handler itself cannot read it, and loads it after a correction', async () => {
      const writer = await openWriter();
      const handler: SpoolHandler = {
        load: async (tx, records) => {
          if (records.some((record) => record.toString() === 'unreadable')) throw new TypeError('planned: not a record');
          await HANDLER.load(tx, records);
        },
      };
      const drain = await startDrain({ handlers: { clicks: handler } });
      await write(writer, ['before', 'unreadable', 'after']);
      await drain.drainAll();
      expect(await stored()).toEqual(['before', 'after']);
      expect(await retryRejectedRecords(unitOfWork, 'clicks', handler)).toBe(0);

      expect(await retryRejectedRecords(unitOfWork, 'clicks', HANDLER)).toBe(1);

      expect(await stored()).toEqual(['before', 'after', 'unreadable']);
      expect(await rowsOf('SELECT FROM spool_reject')).toEqual([]);
    });
  });

  describe('what a dead writer left', () => {
    /** The files of a writer that is gone, changed on the way. */
    const leave = async (records: readonly string[], change: (bytes: Buffer) => Buffer): Promise<string> => {
      const source = makeSpoolRoot();
      const writer = await SpoolWriter.open({ directory: source.directory, stream: 'clicks', maxBacklogBytes: 1e9, sync: 'write' });
      for (const record of records) await append(writer, record);
      await writer.close();
      const [name] = segmentsIn(source.directory) as [string];
      await mkdir(place.directory, { recursive: true });
      writeFileSync(join(place.directory, name), change(readFileSync(join(source.directory, name))));
      source.remove();
      return name;
    };

    it('is loaded up to the record that was being written', async () => {
      await leave(texts(5), (bytes) => bytes.subarray(0, bytes.length - 30)); // the seal, and the end of the last group
      const drain = await startDrain();
      await drain.drainAll();
      await eventually(() => !existsSync(place.directory));

      expect(await stored()).toEqual(texts(4));
      expect(drain.stats()['clicks']!.damaged).toBe(0);
      expect(existsSync(join(place.root, 'quarantine'))).toBe(false);
    });

    it('is kept and reported when acknowledged bytes cannot be read, and the rest is loaded', async () => {
      const name = await leave(texts(5), (bytes) => {
        const harmed = Buffer.from(bytes);
        harmed[harmed.indexOf('record 000002')] = 0;
        return harmed;
      });
      const drain = await startDrain();
      await drain.drainAll();
      await eventually(() => !existsSync(place.directory));

      expect(await stored()).toEqual(texts(5).filter((_, index) => index !== 2));
      expect(drain.stats()['clicks']!.damaged).toBe(1);
      expect(readdirSync(join(place.root, 'quarantine'))).toEqual([name]);
      expect(readFileSync(join(place.root, 'quarantine', name)).includes('record 000003')).toBe(true);
    });
  });

  it('tells the failure of a COPY like that of any statement', async () => {
    const copy = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => unitOfWork.run(NETWORK, work).catch((error: unknown) => sqlState(error));
    expect(await copy((tx) => tx.copyIn('COPY spooled (record) FROM STDIN', 'a\nb\n'))).toBe(2);
    expect(await copy((tx) => tx.copyIn('COPY spooled (record) FROM STDIN', 'poison\n'))).toBe('23514');
    expect(await copy((tx) => tx.copyIn('COPY nowhere FROM STDIN', 'a\n'))).toBe('42P01');
    expect(await copy((tx) => tx.copyIn('COPY spooled (record, nothing) FROM STDIN', 'a\n'))).toBe('42703');
    expect(await copy((tx) => tx.copyIn('COPY spooled (record) FROM STDIN', 'a\tb\n'))).toBe('22P04');
    expect(await copy(async (tx) => {
      await tx.affected('SAVEPOINT before');
      await tx.copyIn('COPY spooled (record) FROM STDIN', 'poison\n').catch(() => null);
      await tx.affected('ROLLBACK TO SAVEPOINT before');
      return tx.copyIn('COPY spooled (record) FROM STDIN', Buffer.from('c\n'.repeat(100_000)));
    })).toBe(100_000);
    expect(await copy((tx) => tx.copyIn('COPY spooled (record) FROM STDIN', ''))).toBe(0);
  });
});
