import { runMigrations } from '@fairlead/platform';
import { ensureApplicationLogin } from './launcher/application-login';

/**
 * Runs the pending migrations on the owner's connection in DATABASE_URL and names them. With DATABASE_APP_URL, the
 * applications' login, it also makes sure that they can log in.
 */
async function main(): Promise<void> {
  const { DATABASE_URL: url, DATABASE_APP_URL: appUrl } = process.env;
  if (!url) throw new Error('DATABASE_URL must be the connection of the owner of the database');
  const names = await runMigrations(url);
  process.stdout.write(names.length === 0 ? 'the database is up to date\n' : `${names.map((name) => `ran ${name}`).join('\n')}\n`);
  if (appUrl) process.stdout.write(`login of the applications: ${await ensureApplicationLogin(url, appUrl)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
