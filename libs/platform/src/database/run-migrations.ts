import { createMigrationDataSource } from './data-sources';

/** Any constant; shared by every process that migrates this database. */
const MIGRATION_LOCK = 727_001;

/**
 * Runs pending migrations under an advisory lock, so that several starting machines migrate once.
 * @param url the owner's connection. Returns the names of the migrations that ran.
 */
export async function runMigrations(url: string): Promise<string[]> {
  const dataSource = await createMigrationDataSource(url).initialize();
  try {
    const guard = dataSource.createQueryRunner();
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      const done = await dataSource.runMigrations();
      return done.map((migration) => migration.name);
    } finally {
      await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await guard.release();
    }
  } finally {
    await dataSource.destroy();
  }
}
