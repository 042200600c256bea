import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { Clock, type TenantContext } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type ClientBase, DatabaseError } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import { camelCase } from './naming-strategy';

const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 4;
/** COPY is fed in messages of this size: Postgres holds each whole, and finds it in the cache when it reads it. */
const COPY_CHUNK = 64 * 1024;

/** What statements of one transaction see of others that commit meanwhile: each its own state, or all the same. */
export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ';

/** One open transaction in one tenant's scope. Every write takes it as its first argument. */
export class Tx {
  constructor(
    readonly manager: EntityManager,
    readonly context: TenantContext,
    /** The clock's reading when the unit of work began. */
    readonly now: Date,
  ) {}

  /** Runs SQL and returns its rows with camelCase keys; int8 columns are bigint. */
  async rows<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.run(sql, parameters);
    return (result.records as Record<string, unknown>[]).map((record) => camelKeys(record) as Row);
  }

  /** The first row, or null. */
  async row<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    return (await this.rows<Row>(sql, parameters))[0] ?? null;
  }

  /** Runs SQL and returns how many rows it changed. */
  async affected(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.run(sql, parameters)).affected ?? 0;
  }

  /**
   * Runs `COPY … FROM STDIN` and feeds it the data. Returns how many rows it stored.
   * @throws QueryFailedError as other statements do.
   */
  async copyIn(sql: string, data: Buffer | string): Promise<number> {
    const client = (await this.runner().connect()) as ClientBase; // typed any by TypeORM, which hands out the driver's own client
    const stream = client.query(copyFrom(sql));
    try {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      for (let from = 0; from < bytes.length; from += COPY_CHUNK) stream.write(bytes.subarray(from, from + COPY_CHUNK));
      stream.end();
      await finished(stream);
      return stream.rowCount;
    } catch (error) {
      throw new QueryFailedError(sql, [], error instanceof Error ? error : new Error(String(error)));
    }
  }

  /**
   * Runs `COPY … TO STDOUT` and writes what comes into `target`, which is ended. Returns how many rows it was.
   * @throws QueryFailedError as other statements do; errors of `target` as they are.
   */
  async copyOut(sql: string, target: Writable): Promise<number> {
    const client = (await this.runner().connect()) as ClientBase; // as in copyIn
    const stream = client.query(copyTo(sql));
    try {
      await pipeline(stream, target);
      return stream.rowCount;
    } catch (error) {
      if (error instanceof DatabaseError) throw new QueryFailedError(sql, [], error);
      throw error;
    }
  }

  private async run(sql: string, parameters: readonly unknown[]): Promise<{ records: unknown[]; affected?: number | undefined }> {
    return this.runner().query(sql, [...parameters], true);
  }

  private runner(): QueryRunner {
    const runner = this.manager.queryRunner;
    if (!runner) throw new Error('a Tx outlived its unit of work');
    return runner;
  }
}

/**
 * Opens transactions, in `application/` only. The tenant scope is set for the transaction, so that row-level security
 * shows nothing to a query without one. No call to Stripe, HTTP, mail or a queue belongs inside.
 */
@Injectable()
export class UnitOfWork {
  constructor(@InjectDataSource() private readonly dataSource: DataSource, private readonly clock: Clock) {}

  /**
   * Runs `work` in one transaction; serialization failures and deadlocks are run again, at most 4 times. READ COMMITTED
   * unless several statements must see one state of the database.
   */
  async run<Result>(context: TenantContext, work: (tx: Tx) => Promise<Result>, isolation: Isolation = 'READ COMMITTED'): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(context, work, isolation);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  private async once<Result>(context: TenantContext, work: (tx: Tx) => Promise<Result>, isolation: Isolation): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction(isolation);
      try {
        await setScope(runner, context);
        const result = await work(new Tx(runner.manager, context, this.clock.now()));
        await runner.commitTransaction();
        return result;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

/** The SQLSTATE of a failed statement, e.g. `23505` for a unique violation; null for other errors. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof QueryFailedError)) return null;
  const code: unknown = (error.driverError as { code?: unknown }).code;
  return typeof code === 'string' ? code : null;
}

/** Whether the statement broke this unique or check constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof QueryFailedError && (error.driverError as { constraint?: unknown }).constraint === constraint;
}

async function setScope(runner: { query(sql: string, parameters: unknown[]): Promise<unknown> }, context: TenantContext): Promise<void> {
  await runner.query(
    `SELECT set_config('fairlead.scope', $1, true), set_config('fairlead.advertiser_id', $2, true), set_config('fairlead.affiliate_id', $3, true)`,
    [
      context.scope,
      context.scope === 'advertiser' ? context.advertiserId : '',
      context.scope === 'affiliate' ? context.affiliateId : '',
    ],
  );
}

function camelKeys(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [camelCase(key), value]));
}
