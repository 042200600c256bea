/** How the global set-up tells the tests where the shared services are. */
export const TEST_ENV = {
  ownerUrl: 'FAIRLEAD_TEST_POSTGRES_URL',
  appPassword: 'FAIRLEAD_TEST_APP_PASSWORD',
  redisUrl: 'FAIRLEAD_TEST_REDIS_URL',
} as const;

/** The migrated database that test databases are copies of. */
export const TEMPLATE = 'fairlead_template';

/** Reads one of them; a clear error outside a project with our global set-up. */
export function readTestEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this Jest project needs test/support/global-setup.ts`);
  return value;
}
