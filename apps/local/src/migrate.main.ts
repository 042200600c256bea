import { runMigrations } from '@fairlead/platform';

/** Runs the pending migrations on the owner's connection in DATABASE_URL and names them. */
async function main(): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL must be the connection of the owner of the database');
  const names = await runMigrations(url);
  process.stdout.write(names.length === 0 ? 'the database is up to date\n' : `${names.map((name) => `ran ${name}`).join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
