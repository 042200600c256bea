import { Client } from 'pg';
import { errorCode } from '../processes/error-code';
import { APPLICATION_ROLE, enableApplicationLogin } from './prepare-database';

/** invalid_authorization_specification (the role may not log in yet) and invalid_password. */
const NOT_LET_IN = new Set(['28000', '28P01']);

/**
 * Makes sure that the applications can log in at `appUrl`; sets the password of the role where they cannot. That takes an
 * owner with CREATEROLE who made the role; where somebody else made it, that person sets its password.
 */
export async function ensureApplicationLogin(ownerUrl: string, appUrl: string): Promise<'worked already' | 'enabled'> {
  if (await canLogIn(appUrl)) return 'worked already';
  const { username, password } = new URL(appUrl);
  if (decodeURIComponent(username) !== APPLICATION_ROLE || password === '') {
    throw new Error(`DATABASE_APP_URL cannot log in, and is not ${APPLICATION_ROLE} with a password that could be set`);
  }
  await enableApplicationLogin(ownerUrl, decodeURIComponent(password));
  if (!(await canLogIn(appUrl))) throw new Error(`${APPLICATION_ROLE} cannot log in at DATABASE_APP_URL with the password that was just set: is it the same server?`);
  return 'enabled';
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (NOT_LET_IN.has(errorCode(error) ?? '')) return false;
    throw error;
  } finally {
    await client.end();
  }
}
