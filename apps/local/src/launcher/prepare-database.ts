import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { errorCode } from '../processes/error-code';
import { LaunchError } from '../processes/launch-error';

/** The role that the applications log in as; the migrations create it, it owns nothing. */
export const APPLICATION_ROLE = 'fairlead_app';

const NO_SUCH_DATABASE = '3D000';

/** Makes sure that the database of an owner's connection exists. */
export async function ensureDatabase(ownerUrl: string): Promise<void> {
  try {
    await query(ownerUrl, 'SELECT 1');
  } catch (error) {
    if (errorCode(error) !== NO_SUCH_DATABASE) throw cannotConnect(ownerUrl, error);
    await query(withDatabase(ownerUrl, 'postgres'), `CREATE DATABASE ${escapeIdentifier(databaseOf(ownerUrl))}`);
  }
}

/** Lets the application role log in with this password; returns its connection string. */
export async function enableApplicationLogin(ownerUrl: string, password: string): Promise<string> {
  await query(ownerUrl, `ALTER ROLE ${APPLICATION_ROLE} LOGIN PASSWORD ${escapeLiteral(password)}`);
  const url = new URL(ownerUrl);
  url.username = APPLICATION_ROLE;
  url.password = password;
  return url.href;
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

function cannotConnect(url: string, cause: unknown): LaunchError {
  const detail = errorCode(cause) ?? (cause instanceof Error ? cause.message : 'unknown');
  return new LaunchError(`Cannot connect to the database at ${new URL(url).host} (${detail}).`, { cause });
}
