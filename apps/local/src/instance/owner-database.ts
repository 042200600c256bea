import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres, superuserUrl } from '../embedded-postgres/start-embedded-postgres';
import { LaunchError } from '../processes/launch-error';
import { readLiveRun } from './run-file';

/** The name of the database in the embedded Postgres. */
export const DATABASE = 'fairlead';

/** Where a data folder keeps its parts. */
export function postgresFolder(dataDir: string): string {
  return join(dataDir, 'postgres');
}

export function logFolder(dataDir: string): string {
  return join(dataDir, 'logs');
}

/**
 * Gives `work` the owner's connection to this installation's database: DATABASE_URL, else the
 * embedded Postgres, which is started for as long as the work lasts unless an instance runs.
 */
export async function withOwnerDatabase<T>(env: NodeJS.ProcessEnv, dataDir: string, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  if (env['DATABASE_URL']) return work(env['DATABASE_URL']);
  const folder = postgresFolder(dataDir);
  const port = readLiveRun(dataDir)?.postgresPort;
  if (port) return work(superuserUrl(folder, port, DATABASE));
  if (!existsSync(folder)) throw new LaunchError(`There is no database in ${dataDir}: run npm start first, or set DATABASE_URL.`);
  mkdirSync(logFolder(dataDir), { recursive: true, mode: 0o700 });
  const postgres = await startEmbeddedPostgres({ dataDir: folder, logFile: join(logFolder(dataDir), 'postgres.log') });
  try {
    return await work(postgres.url(DATABASE));
  } finally {
    await postgres.stop();
  }
}
