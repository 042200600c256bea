import { createMigrationDataSource } from '@fairlead/platform';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryFailedError, type DataSource } from 'typeorm';
import { startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres';
import { ensureDatabase } from './launcher/prepare-database';

/**
 * Proves on a throw-away database that the migrations run, can be taken back to an empty schema,
 * run again, and end in exactly the tables that the entities describe.
 */
async function main(): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fairlead-migrations-'));
  const postgres = await startEmbeddedPostgres({ dataDir, logFile: join(dataDir, 'postgres.log'), settings: { fsync: 'off' } });
  try {
    await ensureDatabase(postgres.url('fairlead'));
    const dataSource = await createMigrationDataSource(postgres.url('fairlead')).initialize();
    try {
      return await findProblems(dataSource);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await postgres.destroy();
  }
}

async function findProblems(dataSource: DataSource): Promise<string[]> {
  const count = (await dataSource.runMigrations()).length;
  for (let left = count; left > 0; left--) {
    // One at a time, newest first: each builds on the ones before it.
    await dataSource.undoLastMigration();
  }
  const remains = await tablesLeft(dataSource);
  await dataSource.runMigrations();
  const drift = await dataSource.driver.createSchemaBuilder().log();
  process.stdout.write(`${count} migrations ran, were taken back and ran again\n`);
  return [
    ...remains.map((table) => `not taken back: ${table}`),
    ...drift.upQueries.map(({ query }) => `the entities want, and no migration does: ${query}`),
  ];
}

async function tablesLeft(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename NOT IN ($1, 'typeorm_metadata') ORDER BY 1`,
    [dataSource.options.migrationsTableName ?? 'migrations'],
  );
  return rows.map((row) => row.name);
}

/** What Postgres adds to its message, such as the objects that stand in the way. */
function databaseDetail(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return '';
  const cause: unknown = error.driverError;
  return typeof cause === 'object' && cause !== null && 'detail' in cause ? `${String(cause.detail)}\n` : '';
}

main().then(
  (problems) => {
    process.stdout.write(problems.length === 0 ? 'entities and migrations agree\n' : `${problems.join('\n')}\n`);
    process.exitCode = problems.length === 0 ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${databaseDetail(error)}`);
    process.exitCode = 1;
  },
);
