import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FairleadConfig } from '@fairlead/platform';
import { DuckDBInstance } from '@duckdb/node-api';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { COLUMN_TABLES } from './column-tables';
import { ColumnTx } from './column-tx';

/** Keys whose ranges take up to so many bits together are summed in an array and not by hash. Two bits more gain a tenth for the widest reports and take 300 MB. */
const DENSE_BITS = 18;
const PREFIX = 'fairlead-reports-';

/**
 * A copy, by columns, of what reports read, in a file of this process: made at its first use, removed at its end (or by the next one that starts),
 * never the only place of anything. Its own folder also holds what is on its way from Postgres.
 */
@Injectable()
export class ColumnStore implements OnApplicationShutdown {
  private opened: Promise<{ folder: string; instance: DuckDBInstance }> | null = null;

  constructor(private readonly config: FairleadConfig) {}

  /** Runs `work` in one transaction: it sees one state of the copy, and its changes are whole or absent. */
  async transaction<Result>(work: (tx: ColumnTx) => Promise<Result>): Promise<Result> {
    const { instance } = await this.open();
    const connection = await instance.connect();
    try {
      await connection.run('BEGIN TRANSACTION');
      try {
        const result = await work(new ColumnTx(connection));
        await connection.run('COMMIT');
        return result;
      } catch (error) {
        await connection.run('ROLLBACK');
        throw error;
      }
    } finally {
      connection.closeSync();
    }
  }

  /** Path of a file on its way into the copy. */
  async path(name: string): Promise<string> {
    return join((await this.open()).folder, name);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.opened === null) return;
    const { folder, instance } = await this.opened;
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
    this.opened = null;
  }

  private open(): Promise<{ folder: string; instance: DuckDBInstance }> {
    this.opened ??= this.make();
    return this.opened;
  }

  private async make(): Promise<{ folder: string; instance: DuckDBInstance }> {
    const parent = this.config.reportsDir ?? tmpdir();
    mkdirSync(parent, { recursive: true });
    removeLeftovers(parent);
    const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
    const instance = await DuckDBInstance.create(join(folder, 'columns.duckdb'), {
      memory_limit: `${this.config.reportsMemoryMb}MB`, threads: String(this.config.reportsThreads), autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', perfect_ht_threshold: String(DENSE_BITS),
    });
    const connection = await instance.connect();
    for (const statement of COLUMN_TABLES) await connection.run(statement);
    connection.closeSync();
    return { folder, instance };
  }
}

/** A process that was killed leaves its copy behind. */
function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (pid !== process.pid && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
