import { resolve } from 'node:path';
import { LaunchError } from '../processes/launch-error';

/** What the environment asks of the launcher; every variable is described in `.env.example`. */
export interface LaunchConfig {
  /** The checkout. */
  root: string;
  /** Absolute. */
  dataDir: string;
  apiPort: number;
  trackerPort: number;
  standInPort: number;
  /** Where the applications can be reached from this machine. */
  probeHost: string;
  withDemo: boolean;
  /** The owner's connection; null starts the embedded Postgres. */
  databaseUrl: string | null;
  /** Login of the application role; null makes one. */
  databaseAppUrl: string | null;
  redisUrl: string | null;
  /** Null starts the stand-in. */
  stripeSecretKey: string | null;
  /** The rest of the environment, for the applications. */
  env: NodeJS.ProcessEnv;
}

const ANY_ADDRESS = ['0.0.0.0', '::', ''];

/** Reads the environment; a LaunchError names the variable that cannot be used. */
export function readLaunchConfig(env: NodeJS.ProcessEnv, root: string): LaunchConfig {
  const host = env['HOST'] ?? '';
  return {
    root,
    dataDir: resolve(root, env['FAIRLEAD_DATA_DIR'] || '.fairlead'),
    apiPort: readPort(env, 'API_PORT', 3000),
    trackerPort: readPort(env, 'TRACKER_PORT', 3001),
    standInPort: readPort(env, 'STRIPE_STAND_IN_PORT', 3002),
    probeHost: ANY_ADDRESS.includes(host) ? '127.0.0.1' : host,
    withDemo: env['FAIRLEAD_DEMO'] !== '0',
    databaseUrl: readUrl(env, 'DATABASE_URL'),
    databaseAppUrl: readUrl(env, 'DATABASE_APP_URL'),
    redisUrl: readUrl(env, 'REDIS_URL'),
    stripeSecretKey: env['STRIPE_SECRET_KEY'] || null,
    env,
  };
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name] || String(fallback);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new LaunchError(`${name} must be a port number from 1 to 65535, not "${text}".`);
  return port;
}

function readUrl(env: NodeJS.ProcessEnv, name: string): string | null {
  const text = env[name];
  if (!text) return null;
  if (!URL.canParse(text)) throw new LaunchError(`${name} must be a connection URL.`);
  return text;
}
