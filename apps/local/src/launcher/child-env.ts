import { join } from 'node:path';
import type { LaunchConfig } from './launch-config';
import type { Secrets } from './secrets';

/** What became known while the parts were started. */
export interface Connections {
  ownerUrl: string;
  appUrl: string;
  redisUrl: string | null;
}

/** The only key that the stand-in of this machine takes. */
export const STAND_IN_KEY = 'sk_test_fairlead_local';

/** Environment of api, tracker and worker: never the owner's connection. */
export function applicationEnv(config: LaunchConfig, secrets: Secrets, connections: Connections): NodeJS.ProcessEnv {
  return {
    ...without(config.env, 'DATABASE_URL', 'REDIS_URL', 'STRIPE_API_URL'),
    API_PORT: String(config.apiPort),
    TRACKER_PORT: String(config.trackerPort),
    PUBLIC_API_URL: config.env['PUBLIC_API_URL'] || `http://localhost:${config.apiPort}`,
    PUBLIC_TRACKER_URL: config.env['PUBLIC_TRACKER_URL'] || `http://localhost:${config.trackerPort}`,
    DATABASE_APP_URL: connections.appUrl,
    ...(connections.redisUrl === null ? {} : { REDIS_URL: connections.redisUrl }),
    JWT_SECRET: config.env['JWT_SECRET'] || secrets.jwtSecret,
    ENCRYPTION_KEY: config.env['ENCRYPTION_KEY'] || secrets.encryptionKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret(config, secrets),
    ...stripeEnv(config),
    FAIRLEAD_DATA_DIR: config.dataDir,
    FAIRLEAD_DEMO: config.withDemo ? '1' : '0',
  };
}

/** Environment of migrations and demo data, which act as the owner. */
export function ownerEnv(config: LaunchConfig, secrets: Secrets, connections: Connections): NodeJS.ProcessEnv {
  return { ...applicationEnv(config, secrets, connections), DATABASE_URL: connections.ownerUrl };
}

/** Environment of the Stripe stand-in. */
export function standInEnv(config: LaunchConfig, secrets: Secrets): NodeJS.ProcessEnv {
  return {
    ...without(config.env, 'DATABASE_URL', 'DATABASE_APP_URL', 'REDIS_URL'),
    STRIPE_STAND_IN_PORT: String(config.standInPort),
    STRIPE_STAND_IN_STATE: join(config.dataDir, 'stripe-stand-in.jsonl'),
    STRIPE_SECRET_KEY: STAND_IN_KEY,
    STRIPE_STAND_IN_CONTROL: '1',
    STRIPE_STAND_IN_WEBHOOK_URL: `http://127.0.0.1:${config.apiPort}/webhooks/stripe`,
    STRIPE_STAND_IN_WEBHOOK_SECRET: webhookSecret(config, secrets),
  };
}

function stripeEnv(config: LaunchConfig): NodeJS.ProcessEnv {
  if (config.stripeSecretKey !== null) return { STRIPE_SECRET_KEY: config.stripeSecretKey };
  return { STRIPE_SECRET_KEY: STAND_IN_KEY, STRIPE_API_URL: `http://127.0.0.1:${config.standInPort}` };
}

function webhookSecret(config: LaunchConfig, secrets: Secrets): string {
  return config.env['STRIPE_WEBHOOK_SECRET'] || secrets.stripeWebhookSecret;
}

function without(env: NodeJS.ProcessEnv, ...names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}
